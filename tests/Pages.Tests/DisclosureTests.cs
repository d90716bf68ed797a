using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>Who may see what (section 6 of the design), page by page.</summary>
public sealed class DisclosureTests
{
    private static readonly string[] FromInterviews = [
        "commitments", "concerns", "breakdowns", "behaviors", "style", "promises", "strengths", "growth", "notes"];

    private static readonly string[] Raters = ["Bea Boss", "Tom Team", "Pia Peer", "Pol Peer", "Pam Peer", "Ole Other"];

    [Fact]
    public async Task A_sponsor_decides_on_design_and_outcomes_and_reads_no_interview_and_no_rater()
    {
        var story = new Story().UntilReview();
        var html = await Rendering.DecideAsync(story, story.Engagement.Sponsors.First());
        foreach (var shown in (string[])["theme", "practice", "exercise", "book", "delegates more", "asked in a survey"])
            Assert.Contains($"{Story.Canary} {shown}", html, StringComparison.Ordinal);
        AssertNone(html, [.. FromInterviews.Select(text => $"{Story.Canary} {text}"), .. Raters]);
    }

    [Fact]
    public async Task A_decider_reads_which_changes_were_asked_for_before_and_who_has_decided()
    {
        var story = new Story().UntilReview();
        story.Decide(story.Engagement.Leader, commit: false).Design().SendMails();
        story.Decide(story.Engagement.Leader, commit: true);
        var text = Rendering.Parse(await Rendering.DecideAsync(story, story.Engagement.Sponsors.First()))
            .QuerySelector("main")!.TextContent;
        Assert.Contains("revision 2", text, StringComparison.Ordinal);
        Assert.Contains($"{Story.Canary} comment", text, StringComparison.Ordinal);
        Assert.Contains("Lea Leader (leader): has committed", text, StringComparison.Ordinal);
        Assert.Contains("Sam Sponsor (sponsor): has not decided yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rater_reads_outcomes_and_nothing_about_other_people()
    {
        var story = new Story().UntilRatersAreAsked();
        story.Respond(story.Engagement.Cycle.Raters[2].Person);
        var html = await Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[3].Person);
        AssertNone(
            html,
            [.. FromInterviews.Select(text => $"{Story.Canary} {text}"), "Sam Sponsor",
            .. Raters.Except(["Pol Peer"], StringComparer.Ordinal)]);
        Assert.Contains("groups of 3 or more", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boss_is_told_that_the_answer_is_shown_as_the_bosss()
    {
        var story = new Story().UntilRatersAreAsked();
        var boss = await Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[0].Person);
        var peer = await Rendering.RespondAsync(story, story.Engagement.Cycle.Raters[2].Person);
        Assert.Contains("as the boss's answer", boss.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("groups of 3 or more", boss, StringComparison.Ordinal);
        Assert.DoesNotContain("as the boss", peer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_answer_is_not_shown_again()
    {
        var story = new Story().UntilRatersAreAsked();
        var rater = story.Engagement.Cycle.Raters[2].Person;
        var html = await Rendering.RecordedAsync(story.Respond(rater), story.LinkOf(rater));
        AssertNone(html, [Story.Canary, "Sam Sponsor", "Where things stand"]);
        Assert.Contains("Pia Peer", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_decision_is_shown_with_where_things_stand()
    {
        var story = new Story().UntilReview();
        var html = await Rendering.RecordedAsync(
            story.Decide(story.Engagement.Leader, commit: true), story.LinkOf(story.Engagement.Leader));
        var text = Rendering.Parse(html).QuerySelector("main")!.TextContent;
        Assert.Contains("you committed to revision 1", text, StringComparison.Ordinal);
        Assert.Contains("Monday 4 January 2027", text, StringComparison.Ordinal);
        Assert.Contains("Step 5 of 8: Leader and sponsor review", text, StringComparison.Ordinal);
        Assert.Contains(
            "Sam Sponsor: decision on the program design, revision 1, due on Thursday 14 January 2027", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_things_stand_counts_raters_by_group()
    {
        var story = new Story().UntilReview();
        var link = story.LinkOf(story.Engagement.Sponsors.First());
        story.Commit().Pass(200).HoldEndReview(renew: true).DefineContext().InterviewLeader().AddRaters().SendMails();
        story.Respond(story.Engagement.Cycle.Raters[2].Person);
        var html = await Rendering.RecordedAsync(story, link);
        AssertNone(html, Raters);
        Assert.Contains("5 of 6 in the group “boss, team, peers and others”", html, StringComparison.Ordinal);
        Assert.DoesNotContain("The boss", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_link_says_why_and_offers_a_new_one_only_where_that_helps()
    {
        var leader = (Story story) => story.Engagement.Leader;
        var peer = (Story story) => story.Engagement.Cycle.Raters[2].Person;

        AssertClosed(Reviewed(), leader, story => story.Pass(40), LinkClosing.Expired, canRenew: true);
        AssertClosed(Reviewed(), leader, story => story.Design().SendMails(), LinkClosing.NewerRevision, canRenew: true);
        AssertClosed(Reviewed(), leader, story =>
            story.Decide(story.Engagement.Sponsors.First(), commit: false), LinkClosing.ChangesRequested, canRenew: false);
        AssertClosed(Reviewed(), leader, story => story.Cancel(), LinkClosing.EngagementCancelled, canRenew: false);
        AssertClosed(Asked(), peer, story => story.Pass(40), LinkClosing.Expired, canRenew: true);
        AssertClosed(Asked(), peer, story =>
            story.Happens(new InterviewsDone(CloseReason.Overdue, ReasonText: null)), LinkClosing.StepOver, canRenew: false);

        static Story Reviewed() => new Story().UntilReview();
        static Story Asked() => new Story().UntilRatersAreAsked();
    }

    [Fact]
    public async Task Whoever_opens_a_link_at_a_former_address_learns_nothing()
    {
        var story = new Story().UntilReview();
        var link = story.LinkOf(story.Engagement.Leader);
        var html = await Rendering.ClosedAsync(story.ChangeAddress(story.Engagement.Leader), link);
        AssertNone(html, ["New Name", "Sam Sponsor", "Cora Coach", "Where things stand", "<form"]);
        Assert.Contains("no longer the one on record", html, StringComparison.Ordinal);
    }

    private static void AssertClosed(Story story, Func<Story, Person> who, Action<Story> then, LinkClosing closing, bool canRenew)
    {
        var link = story.LinkOf(who(story));
        then(story);
        var view = ClosedLinkView.Of(story.Engagement, link, story.Documents, Rendering.Firm, story.Now);
        Assert.Equal((closing, canRenew), (view.Closing, view.CanRenew));
        Assert.Equal(link.Purpose == LinkPurpose.Decide, view.Standing is not null);
    }

    private static void AssertNone(string html, string[] texts) =>
        Assert.All(texts, text => Assert.DoesNotContain(text, html, StringComparison.Ordinal));
}
