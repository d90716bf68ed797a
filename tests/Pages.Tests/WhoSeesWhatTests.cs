using System.Text.Json;
using AngleSharp.Dom;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>
/// Section 6 of the design on the pages that can be opened as often as wanted: every document holds a canary, every rater says
/// something else, and the pages are opened at every step in every part.
/// </summary>
public sealed class WhoSeesWhatTests
{
    private const string Unreleased = "3.14159";

    private static readonly string[] Interview = ["commitments", "concerns", "breakdowns", "behaviors", "style", "promises"];

    private static readonly string[] Raters = ["Bea Boss", "Tom Team", "Pia Peer", "Pol Peer", "Pam Peer", "Ole Other"];

    private static readonly string[] Answers = [.. Raters.SelectMany(rater => new[] { Strengths(rater), Growth(rater) })];

    private static readonly string[] PartNames = [
        PagePart.Meetings, PagePart.Interview, PagePart.Results, PagePart.Answers, "context", "session", "nonsense"];

    [Fact]
    public async Task A_sponsor_reads_nothing_confidential_in_any_part_at_any_step()
    {
        string[] never = [.. Interview.Append("notes").Select(text => $"{Story.Canary} {text}"), .. Answers, .. Raters];
        await AtEveryStepAsync(async story =>
        {
            // The end review, the last one, has released every reading.
            string[] secrets = story.Engagement.Status == EngagementStatus.Completed ? never : [.. never, Unreleased];
            AssertNone(JsonSerializer.Serialize(Progress(story)), secrets);
            foreach (var part in Parts(story))
                AssertNone(await Rendering.ProgressAsync(story, part), secrets);
        });
    }

    [Fact]
    public async Task A_leader_reads_no_rater_at_any_step_and_no_answer_before_the_interviews_are_closed()
    {
        await AtEveryStepAsync(async story =>
        {
            string[] secrets = story.Engagement.Cycle.ThreeSixtyClosed is null ? [.. Raters, .. Answers] : Raters;
            AssertNone(JsonSerializer.Serialize(Leader(story)), secrets);
            AssertNone(JsonSerializer.Serialize(Leader(story)), [.. story.Engagement.Cycle.Raters.Select(rater => rater.Person.Id)]);
            foreach (var part in Parts(story))
                AssertNone(await Rendering.ProgramAsync(story, part), secrets);
        });
    }

    [Fact]
    public async Task A_leader_reads_the_boss_and_the_small_groups_together_in_an_order_that_is_not_theirs()
    {
        var results = Rendering.Parse(await Rendering.ProgramAsync(Told(), new PagePart(PagePart.Results))).QuerySelector("main")!;
        Assert.Equal(
            ["Boss", "Team, peers and others"],
            results.QuerySelectorAll("h2").Select(heading => heading.TextContent), StringComparer.Ordinal);

        var together = results.QuerySelectorAll("section")[1];
        Assert.Contains("5 of 5 answered", together.TextContent, StringComparison.Ordinal);
        string[] named = ["Tom Team", "Pia Peer", "Pol Peer", "Pam Peer", "Ole Other"];
        foreach (var (list, write) in together.QuerySelectorAll("ul").Zip<IElement, Func<string, string>>([Strengths, Growth]))
        {
            var written = list.QuerySelectorAll("li").Select(item => item.TextContent).ToList();
            Assert.Equal(named.Select(write).Order(StringComparer.Ordinal), written);
            Assert.NotEqual(named.Select(write), written);
        }

        Assert.Contains(
            "4 points (5 answers)", string.Join(' ', together.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_reads_the_own_interview_notes_and_readings()
    {
        var story = Told();
        var interview = await Rendering.ProgramAsync(story, new PagePart(PagePart.Interview));
        Assert.All(Interview, text => Assert.Contains($"{Story.Canary} {text}", interview, StringComparison.Ordinal));
        Assert.Contains(
            $"{Story.Canary} notes", await Rendering.ProgramAsync(story, new PagePart(PagePart.Meetings)), StringComparison.Ordinal);
        Assert.Contains(Unreleased, await Rendering.ProgramAsync(story), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sponsor_reads_what_all_may_read()
    {
        var story = Told();
        var html = await Rendering.ProgressAsync(story) + await Rendering.ProgressAsync(story, PagePart.Of(1));
        foreach (var shown in (
            string[])["summary", "comment", "delegates more", "asked in a survey", "theme", "practice", "exercise", "book"])
            Assert.Contains($"{Story.Canary} {shown}", html, StringComparison.Ordinal);
        Assert.Contains("Room 4", html, StringComparison.Ordinal);
        Assert.Contains("mid-program review</th><td>3</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_reading_reaches_the_sponsor_only_when_a_review_has_shown_it()
    {
        var story = Begun();
        Assert.DoesNotContain(Unreleased, await Rendering.ProgressAsync(story), StringComparison.Ordinal);
        Assert.Contains(Unreleased, await Rendering.ProgressAsync(story.Pass(80).HoldMidReview()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_celebration_is_for_all()
    {
        var story = Told().HoldEndReview(renew: false);
        Assert.Contains($"{Story.Canary} celebration", await Rendering.ProgressAsync(story), StringComparison.Ordinal);
        Assert.Contains($"{Story.Canary} celebration", await Rendering.ProgramAsync(story), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_reads_each_answer_with_its_name()
    {
        var story = Told();
        foreach (var rater in story.Engagement.Cycle.Raters)
        {
            var name = ((PersonDetails)story.Documents[rater.Person.Details.Id]).Name;
            var html = await Rendering.WorkspaceAsync(story, new PagePart(PagePart.Answers, rater.Person.Id));
            Assert.All([name, Strengths(name), Growth(name)], text => Assert.Contains(text, html, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Views_for_leader_and_sponsor_do_not_even_read_what_they_may_not_show()
    {
        var story = Told();
        Assert.DoesNotContain(ProgressView.DocumentsNeeded(story.Engagement), reference =>
            story.Documents[reference.Id] is LeaderInterviewTexts or RaterResponseTexts);
        Assert.DoesNotContain(
            LeaderView.DocumentsNeeded(story.Engagement),
            reference => story.Engagement.Cycle.Raters.Exists(rater => rater.Person.Details == reference));
        Assert.DoesNotContain(
            LeaderView.DocumentsNeeded(Asked().Engagement), reference => story.Documents[reference.Id] is RaterResponseTexts);
    }

    [Fact]
    public async Task At_an_address_that_is_not_confirmed_nobody_reads_more_than_the_firm_at_any_step()
    {
        string[] design = [.. ((string[])["theme", "practice", "exercise", "book"]).Select(text => $"{Story.Canary} {text}")];
        string[] never = [.. Interview.Append("notes").Select(text => $"{Story.Canary} {text}"), .. Answers, .. design];
        await AtEveryStepAsync(async story =>
        {
            string[] secrets = story.Engagement.Status == EngagementStatus.Completed ? never : [.. never, Unreleased];
            foreach (var person in story.Engagement.People)
            {
                story.Happens(new PersonChanged(
                    person.Id, person.TimeZone, person.Details, AddressChanged: true, Resends: true,
                    new AddressMove(AddressOrigin.New, MustBeConfirmed: true, FormerIsAsked: true, DeciderIsTold: true)));
            }

            var link = new Link("link", LinkPurpose.Program, story.Engagement.Leader.Id, Obligation: null, 1, 1, Revision: null, story.Now);
            AssertNone(await Rendering.UnconfirmedAsync(story, link), [.. secrets, .. Raters]);
            AssertNone(JsonSerializer.Serialize(Rendering.Workspace(story)), secrets);
            foreach (var part in Parts(story).Append(new PagePart("address", story.Engagement.Leader.Id)))
                AssertNone(await Rendering.WorkspaceAsync(story, part), secrets);
        });
    }

    [Fact]
    public void Who_is_silent_in_a_group_of_one_or_two_is_not_told()
    {
        var story = Asked();
        var waiting = Leader(story).Standing.WaitingFor.Select(waiting => waiting.Who).ToList();
        Assert.Contains("The boss", waiting);
        Assert.Contains("5 of 5 in the group “team, peers and others”", waiting);
    }

    private static async Task AtEveryStepAsync(Func<Story, Task> check)
    {
        await check(new Story().Start().SendMails());
        await check(new Story().Start().DefineContext());
        await check(Asked());
        await check(Answered(Asked(), 4));
        await check(Answered(Asked(), 6));
        await check(Answered(Asked(), 6).Design().SendMails());
        await check(Begun());
        await check(Told());
        await check(Told().HoldEndReview(renew: false));
        await check(Told().HoldEndReview(renew: true));
        await check(Told().Cancel());
    }

    private static Story Asked() => new Story().UntilRatersAreAsked();

    private static Story Answered(Story story, int raters)
    {
        foreach (var (rater, index) in story.Engagement.Cycle.Raters.Take(raters).Select((rater, index) => (rater.Person, index)))
        {
            var name = ((PersonDetails)story.Documents[rater.Details.Id]).Name;
            var answer = new RaterResponseTexts(Strengths(name), Growth(name));
            story.Do(new RespondAsRater(
                rater.Id, [new Reading(story.Engagement.Cycle.Context!.Items[0].Id, index + 1)], answer, story.LinkOf(rater).Id));
        }

        return story;
    }

    private static Story Begun()
    {
        var story = Answered(Asked(), 6).Design().SendMails();
        return LogSecretReading(story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().Commit().Pass(10));
    }

    // The first reading is released by the mid review; the last one waits for the end review.
    private static Story Told()
    {
        var story = Answered(Asked(), 6).Design().SendMails();
        story.Decide(story.Engagement.Sponsors.First(), commit: false).Design().Commit().Pass(10).LogSession().Pass(80).HoldMidReview();
        return LogSecretReading(story.ScheduleMeeting(ReviewKind.End, 90).Pass(80));
    }

    private static Story LogSecretReading(Story story) => story.Do(new LogSession(
        Session: null, story.Engagement.DayOf(story.Now), Minutes: 60, SessionMode.Video,
        [new Reading(story.Engagement.Cycle.Context!.Items[0].Id, 3.14159m)],
        new SessionTexts($"{Story.Canary} notes", $"{Story.Canary} summary")));

    private static IEnumerable<PagePart> Parts(Story story) =>
    [
        PagePart.Overview,
        .. story.Engagement.Cycle.Revisions.Select(revision => PagePart.Of(revision.Number)),
        .. PartNames.Select(part => new PagePart(part)),
        .. story.Engagement.Cycle.Raters.Select(rater => new PagePart(PagePart.Answers, rater.Person.Id)),
    ];

    private static ProgressView Progress(Story story) => ProgressView.Of(story.Engagement, story.Documents, Rendering.Firm, story.Now);

    private static LeaderView Leader(Story story) => LeaderView.Of(story.Engagement, story.Documents, Rendering.Firm, story.Now);

    // Sorted by their texts, strengths come in another order than growth, and both in another than the raters.
    private static string Strengths(string rater) => $"strong {Code(rater)}";

    private static string Growth(string rater) => $"grow {1000 - Code(rater)}";

    private static int Code(string rater) => 100 + (rater[1] * 3) + rater[2] - rater[0];

    private static void AssertNone(string text, string[] secrets) =>
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
