using System.Collections.Immutable;

namespace CoachingWorkflow.Pages;

/// <summary>What was typed into a form and what is wrong with it, by field name.</summary>
/// <param name="Values">What was typed; a checked box is "on".</param>
/// <param name="Mistakes">What is wrong, in a sentence that says what to do.</param>
public sealed record FormState(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Mistakes)
{
    /// <summary>A form that nobody has filled in yet.</summary>
    public static FormState Empty { get; } =
        new(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>
    /// When what the form is about was changed elsewhere, after the form was opened, as people say it; null if it was not.
    /// </summary>
    public string? ChangedElsewhere { get; init; }

    /// <summary>
    /// The draft that it comes from. With <see cref="ChangedElsewhere"/>: the draft that was saved elsewhere, of which
    /// <see cref="Recorded"/> tells then.
    /// </summary>
    public SavedDraft? Draft { get; init; }

    /// <summary>The stamp of the draft that was or is on the page; null if there was none.</summary>
    public string? DraftSeen => Draft?.Stamp ?? (ValueOf(CoachFormFields.Draft) is { Length: > 0 } seen ? seen : null);

    /// <summary>What is recorded now, by field name; known only where it was changed elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Recorded { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What was typed into a field.</summary>
    /// <param name="field">The field's name.</param>
    public string? ValueOf(string field) => Values.GetValueOrDefault(field);

    /// <summary>The boxes that were checked, where a field has several.</summary>
    /// <param name="field">The field's name.</param>
    internal IReadOnlyList<string> ValuesOf(string field) => ValueOf(field)?.Split(',') ?? [];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    /// <param name="field">The field's name.</param>
    public string? MistakeIn(string field) => Mistakes.GetValueOrDefault(field);

    /// <summary>Which elements describe a field to a screen reader; null when none do.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="hasHelp">Whether there is a help text.</param>
    internal string? DescribedBy(string field, bool hasHelp)
    {
        var id = FieldId.Of(field);
        string[] ids =
        [
            .. MistakeIn(field) is null ? [] : new[] { $"{id}-mistake" },
            .. hasHelp ? new[] { $"{id}-help" } : [],
            .. RecordedBeside(field) is null ? [] : new[] { $"{id}-recorded" },
        ];
        return ids.Length == 0 ? null : string.Join(' ', ids);
    }

    /// <summary>
    /// What is recorded now in a field into which something else was typed, empty for nothing; null where they do not differ.
    /// </summary>
    /// <param name="field">The field's name.</param>
    internal string? RecordedBeside(string field)
    {
        if (ChangedElsewhere is null || Draft is { IsHere: false })
            return null;
        var recorded = Recorded.GetValueOrDefault(field) ?? "";
        return Lines(recorded) == Lines(ValueOf(field) ?? "") ? null : recorded;
    }

    /// <summary>The value of <c>aria-invalid</c>.</summary>
    /// <param name="field">The field's name.</param>
    internal string? Invalid(string field) => MistakeIn(field) is null ? null : "true";

    // Browsers send CRLF, and what is recorded was trimmed.
    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();
}
