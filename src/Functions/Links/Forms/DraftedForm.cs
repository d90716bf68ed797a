using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>A coach's form as a draft, and a draft as the form.</summary>
internal static class DraftedForm
{
    // What the page brings itself, each time it is shown; the box is to be ticked by whoever sends it.
    private static readonly HashSet<string> OfPage = new(StringComparer.Ordinal)
    {
        CoachFormFields.Seen, CoachFormFields.Checked, CoachFormFields.Draft, CoachFormFields.Save,
    };

    /// <summary>
    /// What is kept of a form: with the edition that it was made on, so that what was changed meanwhile is not written over.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Kept(FormState form) =>
        form.Values.Where(value => !OfPage.Contains(value.Key) && value.Value.Length > 0).ToDictionary(StringComparer.Ordinal);

    public static FormState Of(Draft draft, string zone) => FormState.Empty with { Values = draft.Values, Draft = Saved(draft, zone) };

    /// <summary>What was typed, to be shown beside a draft that was saved elsewhere meanwhile.</summary>
    public static FormState Beside(Draft present, FormState typed, string zone) => typed with
    {
        Values = typed.Values.Where(value => value.Key != CoachFormFields.Checked).ToDictionary(StringComparer.Ordinal),
        ChangedElsewhere = Words.Of(present.SavedAt, zone),
        Recorded = present.Values,
        Draft = Saved(present, zone),
    };

    private static SavedDraft Saved(Draft draft, string zone) => new(
        draft.Stamp, Words.Of(draft.SavedAt, zone), Words.Of(Zones.DayOf(FormDrafts.KeptUntil(draft), zone)));
}
