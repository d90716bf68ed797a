namespace CoachingWorkflow.Pages;

/// <summary>The fields that every form of <see cref="WorkspacePage"/> has.</summary>
public static class CoachFormFields
{
    /// <summary>Which form it is: its name.</summary>
    public const string Form = "form";

    /// <summary>
    /// How many facts the journal held when the form was shown (<see cref="WorkspaceView.Length"/>). With the link and
    /// <see cref="Form"/> it names the command, so that a form that is sent twice is recorded once.
    /// </summary>
    public const string Seen = "seen";

    /// <summary>
    /// The edition of what the form writes over, as it was when the form was opened: what was changed elsewhere since then is not
    /// written over unseen.
    /// </summary>
    public const string Edition = "edition";

    /// <summary>
    /// "on" when the box "I have checked this" is checked: a form that comes filled in would otherwise be sent as it stands by
    /// a mail scanner that presses buttons.
    /// </summary>
    public const string Checked = "checked";

    /// <summary>The draft that was on the page (<see cref="SavedDraft.Stamp"/>), so that no other one is written over unseen.</summary>
    public const string Draft = "draft";

    /// <summary>The buttons that record nothing: <see cref="Keep"/> or <see cref="Discard"/> a draft.</summary>
    public const string Save = "save";

    /// <summary>Keep what was typed as a draft.</summary>
    public const string Keep = "keep";

    /// <summary>Delete the draft.</summary>
    public const string Discard = "discard";
}
