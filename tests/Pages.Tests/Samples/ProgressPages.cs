namespace CoachingWorkflow.Pages.Tests;

/// <summary>What sponsors see.</summary>
internal static class ProgressPages
{
    public static SamplePage[] All { get; } =
    [
        new("progress at the start", story => Rendering.ProgressAsync(story.Start().SendMails())),
        new("progress in step 3", story => Rendering.ProgressAsync(story.UntilRatersAreAsked())),
        new("progress at the end", story => Rendering.ProgressAsync(story.Told())),
        new("progress, a revision", story => Rendering.ProgressAsync(story.Told(), PagePart.Of(2))),
        new("progress, an earlier cycle", story => Rendering.ProgressAsync(story.Renewed(), new PagePart(Cycle: 1))),
    ];
}
