namespace CoachingWorkflow.Pages;

/// <summary>
/// The fields of the form <see cref="CoachForm.MidReview"/>, with those of <see cref="AttendanceRows"/>,
/// <see cref="ReadingRows"/> and, where the program is corrected, <see cref="DesignForm"/>.
/// </summary>
public static class MidReviewForm
{
    /// <summary>The day, <c>yyyy-MM-dd</c>.</summary>
    public const string HeldOn = "heldOn";

    /// <summary>"on" when the program is corrected; otherwise the design's fields do not count.</summary>
    public const string Corrections = "corrections";
}
