using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>What the links of deciders and raters lead to, before and after they are used.</summary>
internal static class LinkPages
{
    public static SamplePage[] All { get; } =
    [
        new("decide as leader", story => Rendering.DecideAsync(story.UntilReview(), story.Engagement.Leader)),
        new("decide as sponsor", story => Rendering.DecideAsync(story.UntilReview(), story.Engagement.Sponsors.First())),
        new("decide with mistakes", story => Rendering.DecideAsync(
            story.UntilReview(), story.Engagement.Leader, story.Mistaken("decision", "read", "name", "comment"))),
        new("decide again", story =>
        {
            story.UntilReview().Decide(story.Engagement.Sponsors.First(), commit: false).Design().SendMails();
            return Rendering.DecideAsync(story, story.Engagement.Leader);
        }),
        new("decision recorded", story =>
        {
            story.UntilReview().Decide(story.Engagement.Leader, commit: true);
            return Rendering.RecordedAsync(story, story.LinkOf(story.Engagement.Leader));
        }),
        new("respond as boss", story => Rendering.RespondAsync(story.UntilRatersAreAsked(), Rater(story, 0))),
        new("respond as peer", story => Rendering.RespondAsync(story.UntilRatersAreAsked(), Rater(story, 2))),
        new("respond with mistakes", story => Rendering.RespondAsync(
            story.UntilRatersAreAsked(), Rater(story, 2), story.Mistaken("strengths", "growth"))),
        new("answer recorded", story =>
        {
            story.UntilRatersAreAsked().Respond(Rater(story, 0));
            return Rendering.RecordedAsync(story, story.LinkOf(Rater(story, 0)));
        }),
        new("link expired", story => Expired(story)),
        new("link expired, box not checked", story => Expired(story, story.Mistaken(RenewForm.Renew))),
        new("link cancelled, with a form that came too late", story => Rendering.ClosedAsync(
            story.UntilReview().Cancel(), story.LinkOf(story.Engagement.Leader), typed: [new("Comment", "Two lines\nof <b>thought</b>.")])),
        new("link cancelled", story => Rendering.ClosedAsync(story.UntilReview().Cancel(), story.LinkOf(story.Engagement.Leader))),
        new("link closed by the form that was sent through it", story =>
        {
            var link = story.Told().LinkOf(story.Engagement.Coach);
            return Rendering.ClosedAsync(story.Cancel(), link, recorded: "end-review");
        }),
    ];

    private static Person Rater(Story story, int index) => story.Engagement.Cycle.Raters[index].Person;

    private static Task<string> Expired(Story story, FormState? form = null)
    {
        var link = story.UntilReview().LinkOf(story.Engagement.Leader);
        return Rendering.ClosedAsync(story.Pass(40), link, form);
    }
}
