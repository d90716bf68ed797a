namespace CoachingWorkflow.Pages;

/// <summary>The fields of the form <see cref="CoachForm.Session"/>, with those of <see cref="ReadingRows"/>.</summary>
public static class SessionForm
{
    /// <summary>The id of the session whose log is corrected; absent for a new one.</summary>
    public const string Session = "session";

    /// <summary>The day, <c>yyyy-MM-dd</c>.</summary>
    public const string HeldOn = "heldOn";

    /// <summary>How long it took.</summary>
    public const string Minutes = "minutes";

    /// <summary>How coach and leader met: <c>inPerson</c>, <c>telephone</c> or <c>video</c>.</summary>
    public const string Mode = "mode";

    /// <summary>For coach and leader only.</summary>
    public const string Notes = "notes";

    /// <summary>For all; optional.</summary>
    public const string Summary = "summary";

    internal static string NameOf(SessionMode mode) => mode switch
    {
        SessionMode.InPerson => "inPerson",
        SessionMode.Telephone => "telephone",
        SessionMode.Video => "video",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, message: null),
    };

    // How they met is asked anew: nothing is chosen before someone chooses.
    internal static FormState Filled(SessionNotesView? session) => session is null ? FormState.Empty : WorkspaceForm.Filled(
    [
        (HeldOn, WorkspaceForm.Day(session.HeldOn)),
        (Minutes, WorkspaceForm.Number(session.Minutes)),
        (Notes, session.Notes),
        (Summary, session.Summary),
        .. ReadingRows.Filled(session.Readings),
    ]);
}
