namespace CoachingWorkflow.Pages;

/// <summary>The fields of the form <see cref="CoachForm.Context"/>, with those of <see cref="OutcomeRows"/>.</summary>
public static class ContextForm
{
    /// <summary>The day of the conversation, <c>yyyy-MM-dd</c>.</summary>
    public const string HeldOn = "heldOn";

    internal static FormState Filled(WorkspaceView view) => WorkspaceForm.Filled(
    [
        (HeldOn, view.ContextHeldOn is { } day ? WorkspaceForm.Day(day) : null),
        .. OutcomeRows.Filled(view.Outcomes),
    ]);
}
