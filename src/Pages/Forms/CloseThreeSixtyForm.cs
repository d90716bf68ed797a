namespace CoachingWorkflow.Pages;

/// <summary>The fields of the form <see cref="CoachForm.CloseThreeSixty"/>.</summary>
public static class CloseThreeSixtyForm
{
    /// <summary>Why; needed where too few have answered.</summary>
    public const string Reason = "reason";
}
