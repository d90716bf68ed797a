using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachingWorkflow.Pages;

/// <summary>
/// Tells a reader which field a mistake is in. Fields are named in the words of their labels, so their names can be read.
/// </summary>
internal static partial class FieldWords
{
    /// <summary>For example "Outcome 1 benchmark" for <c>outcomes[0].benchmark</c>, "Held on" for <c>heldOn</c>.</summary>
    /// <param name="field">The field's name.</param>
    public static string Of(string field) =>
        PageWords.Sentence(Boundary().Replace(Row().Replace(BeforeRow().Replace(field, ""), Numbered), " ").ToLowerInvariant());

    private static string Numbered(Match row) =>
        $" {(int.Parse(row.Groups["row"].Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@"^.*\.(?=\w+\[)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BeforeRow();

    [GeneratedRegex(@"s?\[(?<row>\d{1,3})\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\.|-|(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Boundary();
}
