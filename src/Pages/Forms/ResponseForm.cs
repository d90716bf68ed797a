namespace CoachingWorkflow.Pages;

/// <summary>
/// The fields of the form <see cref="CoachForm.Response"/>, an interview that the coach held with a rater; the answer's fields
/// are those of <see cref="RespondForm"/>.
/// </summary>
public static class ResponseForm
{
    /// <summary>The rater's id.</summary>
    public const string Rater = "rater";

    internal static FormState Filled(HeardView? interview) => WorkspaceForm.Filled(
    [
        (RespondForm.Strengths, interview?.Strengths),
        (RespondForm.Growth, interview?.Growth),
        .. (interview?.Ratings ?? []).Select(rating => (RespondForm.Rating(rating.Outcome), WorkspaceForm.Number((decimal?)rating.Value))),
    ]);
}
