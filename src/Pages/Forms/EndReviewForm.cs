namespace CoachingWorkflow.Pages;

/// <summary>
/// The fields of the form <see cref="CoachForm.EndReview"/>, with those of <see cref="AttendanceRows"/>,
/// <see cref="ReadingRows"/> and, for a new program, <see cref="OutcomeRows"/>.
/// </summary>
public static class EndReviewForm
{
    /// <summary>The day, <c>yyyy-MM-dd</c>.</summary>
    public const string HeldOn = "heldOn";

    /// <summary>What there is to celebrate; optional.</summary>
    public const string Celebration = "celebration";

    /// <summary>How it goes on: <see cref="ContinueAlone"/> or <see cref="NewProgram"/>.</summary>
    public const string Decision = "decision";

    /// <summary>The leader goes on alone.</summary>
    public const string ContinueAlone = "continueAlone";

    /// <summary>A new program with the outcomes in <see cref="OutcomeRows"/>.</summary>
    public const string NewProgram = "newProgram";

    /// <summary>Length of the new program, 6 to 12; empty keeps the present one's.</summary>
    public const string Months = "months";
}
