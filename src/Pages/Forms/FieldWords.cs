using System.Text.RegularExpressions;

namespace CoachingWorkflow.Pages;

/// <summary>Tells a reader which field a mistake is in. Fields are named in the words of their labels, so their names can be read.</summary>
internal static partial class FieldWords
{
    /// <summary>For example "Outcome 1 benchmark", "Held on"; the id that some names end with is no word.</summary>
    /// <param name="field">The field's name.</param>
    public static string Of(string field) => PageWords.Sentence(Boundary().Replace(Id().Replace(field, ""), " ").ToLowerInvariant());

    [GeneratedRegex("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex("-|(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Boundary();
}
