namespace CoachingWorkflow.Pages;

/// <summary>How much a field takes, in characters.</summary>
internal static class FieldLimits
{
    public const int Name = 200;

    public const int Text = 20_000;
}
