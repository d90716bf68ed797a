using System.Text.RegularExpressions;

namespace CoachingWorkflow.Pages;

/// <summary>
/// Fields are named by their JSON path (<c>outcomes[0].title</c>); ids are what style sheets, addresses and scripts can name too.
/// </summary>
internal static partial class FieldId
{
    /// <summary>For example <c>outcomes-0-title</c>.</summary>
    /// <param name="field">The field's name.</param>
    public static string Of(string field) => Others().Replace(field, "-");

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Others();
}
