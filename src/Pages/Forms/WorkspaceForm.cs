using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>The fields that every form of <see cref="WorkspacePage"/> has.</summary>
public static class WorkspaceForm
{
    /// <summary>Which form it is: <see cref="NameOf"/>.</summary>
    public const string Form = "form";

    /// <summary>
    /// How many facts the journal held when the form was shown (<see cref="WorkspaceView.Length"/>). With the link and
    /// <see cref="Form"/> it names the command, so that a form that is sent twice is recorded once.
    /// </summary>
    public const string Seen = "seen";

    /// <summary>
    /// The edition of what the form writes over (<see cref="WorkspaceView.EditionOf"/>), as it was when the form was opened: what was
    /// changed elsewhere since then is not written over unseen.
    /// </summary>
    public const string Edition = "edition";

    /// <summary>
    /// "on" when the box "I have checked this" is checked: a form that comes filled in would otherwise be sent as it stands by
    /// a mail scanner that presses buttons.
    /// </summary>
    public const string Checked = "checked";

    /// <summary>Whether a form has the field <see cref="Checked"/>, which then must be "on".</summary>
    /// <param name="form">Which form.</param>
    public static bool HasCheckedBox(CoachForm form) =>
        form is CoachForm.Context or CoachForm.LeaderInterview or CoachForm.Response or CoachForm.CloseThreeSixty or CoachForm.Design;

    /// <summary>The name of a form, in <see cref="Form"/> and in the address of the part of the page that shows it.</summary>
    /// <param name="form">Which form.</param>
    public static string NameOf(CoachForm form) => form switch
    {
        CoachForm.Context => "context",
        CoachForm.LeaderInterview => "leader-interview",
        CoachForm.Raters => "raters",
        CoachForm.Response => "response",
        CoachForm.CloseThreeSixty => "close",
        CoachForm.Design => "design",
        CoachForm.Session => "session",
        CoachForm.MidMeeting => "mid-meeting",
        CoachForm.MidReview => "mid-review",
        CoachForm.EndMeeting => "end-meeting",
        CoachForm.EndReview => "end-review",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, message: null),
    };

    /// <summary>The form of that name, or null.</summary>
    /// <param name="name">What was posted, or stands in the address.</param>
    public static CoachForm? Find(string? name) =>
        Enum.GetValues<CoachForm>().Select(form => (CoachForm?)form).FirstOrDefault(form => NameOf(form!.Value) == name);

    /// <summary>What a form comes with: what was posted to it, or else what is recorded already.</summary>
    internal static FormState StateOf(CoachForm form, FormState posted, Func<FormState> recorded) =>
        IsOf(form, posted) ? Beside(posted, recorded) : recorded();

    /// <summary>As <see cref="StateOf"/>, for a form that comes empty although something is recorded.</summary>
    internal static FormState EmptyStateOf(CoachForm form, FormState posted, Func<FormState> recorded) =>
        IsOf(form, posted) ? Beside(posted, recorded) : FormState.Empty;

    private static bool IsOf(CoachForm form, FormState posted) => posted.ValueOf(Form) == NameOf(form);

    private static FormState Beside(FormState posted, Func<FormState> recorded) =>
        posted.ChangedElsewhere is null ? posted : posted with { Recorded = recorded().Values };

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string? Number(decimal? number) => number is { } value ? Words.Of(value) : null;

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static FormState Filled(IEnumerable<(string Field, string? Value)> values) => FormState.Empty with
    {
        Values = values.Where(field => !string.IsNullOrEmpty(field.Value)).ToImmutableDictionary(field => field.Field, field => field.Value!, StringComparer.Ordinal),
    };
}
