namespace CoachingWorkflow.Pages.Tests;

/// <summary>What the leader sees.</summary>
internal static class ProgramPages
{
    public static SamplePage[] All { get; } =
    [
        new("program at the start", story => Rendering.ProgramAsync(story.Start().SendMails())),
        new("program at the end", story => Rendering.ProgramAsync(story.Told())),
        new("program, meetings", story => Rendering.ProgramAsync(story.Told(), new PagePart(PagePart.Meetings))),
        new("program, interview", story => Rendering.ProgramAsync(story.Told(), new PagePart(PagePart.Interview))),
        new("program, results", story => Rendering.ProgramAsync(story.Told(), new PagePart(PagePart.Results))),
        new("program, results not closed", story => Rendering.ProgramAsync(story.UntilRatersAreAsked(), new PagePart(PagePart.Results))),
        new("program, a revision", story => Rendering.ProgramAsync(story.Told(), PagePart.Of(1))),
        new("program, an earlier cycle", story => Rendering.ProgramAsync(story.Renewed(), new PagePart(Cycle: 1))),
        new("program, meetings of an earlier cycle", story => Rendering.ProgramAsync(
            story.Renewed(), new PagePart(PagePart.Meetings, Cycle: 1))),
    ];
}
