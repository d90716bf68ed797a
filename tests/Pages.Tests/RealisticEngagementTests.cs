using System.Collections.Immutable;
using System.Text;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>
/// Nine months, five outcomes, fourteen raters, eighteen meetings, four revisions, texts as people write them: every page stays small.
/// </summary>
public sealed class RealisticEngagementTests
{
    private const int Largest = 60_000;

    private static readonly Lazy<Story> Told = new(Tell);

    public static TheoryData<string> WorkspaceParts =>
        ["", PagePart.Meetings, PagePart.Interview, PagePart.Results, PagePart.Answers, "session", "mid-review", "end-review",
            "end-meeting"];

    public static TheoryData<string> ProgramParts => ["", PagePart.Meetings, PagePart.Interview, PagePart.Results];

    [Theory, MemberData(nameof(WorkspaceParts))]
    public async Task A_part_of_the_coachs_page_is_small(string part) =>
        AssertSmall(await Rendering.WorkspaceAsync(Told.Value, Part(part)), part);

    [Theory, MemberData(nameof(ProgramParts))]
    public async Task A_part_of_the_leaders_page_is_small(string part) =>
        AssertSmall(await Rendering.ProgramAsync(Told.Value, Part(part)), part);

    [Fact]
    public async Task The_sponsors_page_is_small() => AssertSmall(await Rendering.ProgressAsync(Told.Value), "progress");

    [Fact]
    public async Task A_revision_and_a_correction_are_small()
    {
        var story = Told.Value;
        AssertSmall(await Rendering.ProgressAsync(story, PagePart.Of(4)), "revision");
        AssertSmall(await Rendering.WorkspaceAsync(story, new PagePart("session", story.Engagement.Cycle.Sessions[3].Id)), "correction");
    }

    [Fact]
    public async Task The_form_of_the_next_revision_is_small()
    {
        var story = UntilDesign();
        story.Do(new DesignProgram(Design())).SendMails();
        story.Decide(story.Engagement.Leader, commit: false);
        AssertSmall(await Rendering.WorkspaceAsync(story, new PagePart("design")), "design");
    }

    [Fact]
    public async Task However_many_meetings_and_revisions_there_are_no_page_grows()
    {
        var story = Tell();
        for (var more = 0; more < 300; more++)
            story.Do(new LogSession(
                Session: null, Today(story), Minutes: 90, SessionMode.InPerson, Readings(story, 3m),
                new SessionTexts(Text(1500), Text(300))));

        foreach (var page in ((int?[])[null, 1, 2]))
        {
            AssertSmall(await Rendering.WorkspaceAsync(story, new PagePart(PagePart.Meetings, Page: page)), $"meetings {page}");
            AssertSmall(await Rendering.ProgressAsync(story, new PagePart(PagePart.Meetings, Page: page)), $"summaries {page}");
        }

        AssertSmall(await Rendering.WorkspaceAsync(story), "workspace");
        AssertSmall(await Rendering.ProgramAsync(story), "program");
        AssertSmall(await Rendering.ProgressAsync(story), "progress");
        var outcome = story.Engagement.Cycle.Context!.Items[0].Id;
        AssertSmall(await Rendering.ProgramAsync(story, new PagePart(PagePart.Readings, outcome, Page: 2)), "readings");
    }

    private static void AssertSmall(string html, string what)
    {
        var size = Encoding.UTF8.GetByteCount(html);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {size} bytes");
        Assert.True(size < Largest, $"{what}: {size} bytes");
    }

    private static PagePart Part(string name) => name.Length == 0 ? PagePart.Overview : new PagePart(name);

    private static Story UntilDesign()
    {
        var story = new Story().Do(new StartEngagement(
            "0b6f3c1e-8f5d-4f7e-9b63-3f1c2a5d7e90", "demo", "Europe/Berlin", "Europe/Berlin", Months: 9, HoursPerMonth: 3,
            Someone(0), Someone(1), [Someone(2), Someone(3)], Reference: null, Policy.Default, FirmAddress: null));

        story.Do(new DefineContext(
            Today(story),
            [.. Enumerable.Range(1, 5).Select(number => new NewOutcome(
                $"Outcome number {number}: {Text(40)}", Text(200), number, number + 3, "points"))]));
        story.Do(new RecordLeaderInterview(
            Today(story), new LeaderInterviewTexts(Text(1500), Text(1500), Text(1500), Text(1500), Text(1500), Text(1500))));
        Relationship[] raters = [
            Relationship.Boss, .. Enumerable.Repeat(Relationship.Team, 6), .. Enumerable.Repeat(Relationship.Peer, 5),
            .. Enumerable.Repeat(Relationship.Other, 2)];
        story.Do(new AddRaters(
            [.. raters.Select((group, index) => new NewRater(Someone(index + 4).Details, group, TimeZone: null))], FirmAddress: null));
        foreach (var rater in story.Engagement.Cycle.Raters)
            story.Do(new RespondAsRater(
                rater.Person.Id, Readings(story, 2.5m), new RaterResponseTexts(Text(600), Text(600)), Link: null, ByCoach: true));
        return story;
    }

    private static NewPerson Someone(int index) =>
        new(new PersonDetails($"Alexandra Firstname-Lastname {index}", $"someone.with.a.name.{index}@example.org"), "Europe/Berlin");

    private static Story Tell()
    {
        var story = UntilDesign();
        for (var revision = 1; revision <= 2; revision++)
        {
            story.Do(new DesignProgram(Design())).SendMails();
            story.Decide(story.Engagement.Leader, commit: false);
        }

        story.Do(new DesignProgram(Design())).Commit();
        for (var session = 1; session <= 18; session++)
        {
            if (session == 10)
                story.Do(new HoldMidReview(Today(story), ["coach", "leader", "sponsor"], Readings(story, 4m), Design()));
            var texts = new SessionTexts(Text(1500), Text(300));
            story.Pass(15).Do(new LogSession(
                Session: null, Today(story), Minutes: 90, SessionMode.InPerson, session % 3 == 0 ? Readings(story, 3m) : [], texts));
        }

        return story.ScheduleMeeting(ReviewKind.End, 3);
    }

    private static DateOnly Today(Story story) => story.Engagement.DayOf(story.Now);

    private static ImmutableArray<Reading> Readings(Story story, decimal value) =>
        [.. story.Engagement.Cycle.Context!.Items.Select((outcome, index) => new Reading(outcome.Id, value + index))];

    private static ProgramDesign Design() => new(Items("Theme", 3), Items("Practice", 5), Items("Exercise", 4), Items("Book", 4));

    private static ImmutableArray<DesignItem> Items(string kind, int count) =>
        [.. Enumerable.Range(1, count).Select(number => new DesignItem($"{kind} {number}: {Text(40)}", Text(350)))];

    private static string Text(int length)
    {
        const string Sentence = "Delegates outcomes, not tasks; “how” stays with the team, and so does the applause. ";
        return string.Concat(Enumerable.Repeat(Sentence, (length / 80) + 1))[..length];
    }
}
