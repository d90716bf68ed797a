using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>A form as a draft, and a draft as the form.</summary>
internal static class DraftedForm
{
    /// <summary>What is said of a draft that is more than is kept.</summary>
    public const string TooLong =
        "This is too much for a draft, which holds about 100,000 characters in 200 fields. Please shorten it, or send the form.";

    // What the page brings itself, each time it is shown; the box is to be ticked by whoever sends it.
    private static readonly HashSet<string> OfPage = new(StringComparer.Ordinal)
    {
        CoachFormFields.Seen, CoachFormFields.Checked, CoachFormFields.Draft, CoachFormFields.Save,
    };

    /// <summary>
    /// What is kept of a form: with the edition that it was made on, so that what was changed meanwhile is not written over.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Kept(FormState form) =>
        form.Values.Where(value => !OfPage.Contains(value.Key) && !string.IsNullOrWhiteSpace(value.Value))
            .ToDictionary(StringComparer.Ordinal);

    /// <param name="isHere">Whether it opens on this device; else nobody learns here more than that there is one.</param>
    public static FormState Of(Draft draft, string zone, bool isHere = true) => FormState.Empty with
    {
        Values = isHere ? draft.Values : FormState.Empty.Values,
        Draft = Saved(draft, zone, isHere),
    };

    /// <summary>What was typed, to be shown beside a draft that was saved elsewhere meanwhile.</summary>
    /// <param name="isHere">Whether that one opens on this device.</param>
    public static FormState Beside(Draft present, FormState typed, string zone, bool isHere = true) => typed with
    {
        Values = typed.Values.Where(value => value.Key != CoachFormFields.Checked).ToDictionary(StringComparer.Ordinal),
        ChangedElsewhere = Words.Of(present.SavedAt, zone),
        Recorded = isHere ? present.Values : FormState.Empty.Recorded,
        Draft = Saved(present, zone, isHere),
    };

    private static SavedDraft Saved(Draft draft, string zone, bool isHere) => new(
        draft.Stamp, Words.Of(draft.SavedAt, zone), Words.Of(Zones.DayOf(FormDrafts.KeptUntil(draft), zone)), isHere);
}
