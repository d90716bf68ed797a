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

    /// <summary>What was typed into a field.</summary>
    /// <param name="field">The field's name.</param>
    public string? ValueOf(string field) => Values.GetValueOrDefault(field);

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    /// <param name="field">The field's name.</param>
    public string? MistakeIn(string field) => Mistakes.GetValueOrDefault(field);

    /// <summary>Which elements describe a field to a screen reader; null when none do.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="hasHelp">Whether there is a help text.</param>
    internal string? DescribedBy(string field, bool hasHelp) => (hasHelp, MistakeIn(field) is not null) switch
    {
        (true, true) => $"{field}-mistake {field}-help",
        (true, false) => $"{field}-help",
        (false, true) => $"{field}-mistake",
        _ => null,
    };

    /// <summary>The value of <c>aria-invalid</c>.</summary>
    /// <param name="field">The field's name.</param>
    internal string? Invalid(string field) => MistakeIn(field) is null ? null : "true";
}
