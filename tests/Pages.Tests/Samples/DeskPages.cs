namespace CoachingWorkflow.Pages.Tests;

/// <summary>The coach's desk.</summary>
internal static class DeskPages
{
    public static SamplePage[] All { get; } =
    [
        new("desk at the start", story => Rendering.DeskAsync(story.Start().SendMails())),
        new("desk with something late", story => Rendering.DeskAsync(story.Start().Pass(30))),
        new("desk waiting for others", story => Rendering.DeskAsync(story.UntilReview().SendMails())),
        new("desk in the program", story => Rendering.DeskAsync(story.Told())),
        new("desk with nobody on it", _ => Rendering.DeskAsync(story: null)),
    ];
}
