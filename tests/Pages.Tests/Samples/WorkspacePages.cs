namespace CoachingWorkflow.Pages.Tests;

/// <summary>What the coach sees, the open forms apart.</summary>
internal static class WorkspacePages
{
    public static SamplePage[] All { get; } =
    [
        new("workspace at the start", story => Rendering.WorkspaceAsync(story.Start().SendMails())),
        new("workspace in step 3", story => Rendering.WorkspaceAsync(story.UntilRatersAreAsked(), recorded: "raters")),
        new("workspace at the end", story => Rendering.WorkspaceAsync(story.Told())),
        new("workspace, meetings", story => Rendering.WorkspaceAsync(story.Coached(), new PagePart(PagePart.Meetings))),
        new("workspace, interview", story => Rendering.WorkspaceAsync(story.Told(), new PagePart(PagePart.Interview))),
        new("workspace, results", story => Rendering.WorkspaceAsync(story.Told(), new PagePart(PagePart.Results))),
        new("workspace, raters", story => Rendering.WorkspaceAsync(story.UntilRatersAreAsked(), new PagePart(PagePart.Answers))),
        new("workspace, an answer", story => Rendering.WorkspaceAsync(
            story.Told(), new PagePart(PagePart.Answers, story.Engagement.Cycle.Raters[2].Person.Id))),
        new("workspace, a revision", story => Rendering.WorkspaceAsync(story.Told(), PagePart.Of(1))),
        new("close too early", story => Rendering.WorkspaceAsync(story.UntilRatersAreAsked(), new PagePart("close"))),
        new("workspace, no longer asked", story => Rendering.WorkspaceAsync(
            story.Told(), new PagePart("context"), story.Mistaken(CoachFormFields.Form))),
        new("workspace, renewed", story => Rendering.WorkspaceAsync(story.Renewed())),
        new("workspace, an earlier cycle", story => Rendering.WorkspaceAsync(story.Renewed(), new PagePart(Cycle: 1))),
    ];
}
