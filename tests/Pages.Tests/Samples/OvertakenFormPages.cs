using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>The coach's forms as they come back when the same was changed elsewhere meanwhile.</summary>
internal static class OvertakenFormPages
{
    public static SamplePage[] All { get; } =
    [
        Of("context", story => story.Start().DefineContext(), "outcomes[0].title", "outcomes[1].baseline"),
        Of("leader interview", story => story.UntilRatersAreAsked(), "behaviors", "heldOn"),
        Of("design", story => story.UntilReview(), "themes[8].description"),
        Of("mid meeting", story => story.Coached().ScheduleMeeting(ReviewKind.Mid, 7), "place"),
    ];

    private static SamplePage Of(string form, Func<Story, Story> tell, params string[] fields) => new(
        $"{form} changed elsewhere", story =>
        {
            var part = new PagePart(form.Replace(' ', '-'));
            return Rendering.WorkspaceAsync(tell(story), part, story.Overtaken(part, fields));
        });
}
