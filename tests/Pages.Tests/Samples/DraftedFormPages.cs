namespace CoachingWorkflow.Pages.Tests;

/// <summary>The coach's forms as they come with a draft, and beside another draft that was saved meanwhile.</summary>
internal static class DraftedFormPages
{
    private static readonly PagePart Session = new("session");

    private static readonly SavedDraft Draft = new("1-1", "Monday 1 March 2027, 14:00 (Europe/Berlin)", "Wednesday 31 March 2027");

    public static SamplePage[] All { get; } =
    [
        new("session with a draft", story => Rendering.WorkspaceAsync(
            story.Coached(), Session, story.Overtaken(Session, "notes") with { ChangedElsewhere = null, Draft = Draft })),
        new("session drafted elsewhere", story => Rendering.WorkspaceAsync(
            story.Coached(), Session, story.Overtaken(Session, "notes") with { Draft = Draft })),
    ];
}
