using System.Text.RegularExpressions;

namespace CoachingWorkflow.Pages;

/// <summary>Tells a reader which field a mistake is in. Fields are named in the words of their labels, so their names can be read.</summary>
internal static partial class FieldWords
{
    /// <summary>For example "Outcome 1 benchmark", "Held on".</summary>
    /// <param name="field">The field's name.</param>
    public static string Of(string field) => PageWords.Sentence(Boundary().Replace(field, " ").ToLowerInvariant());

    [GeneratedRegex("-|(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Boundary();
}
