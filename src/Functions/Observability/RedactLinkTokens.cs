using System.Globalization;
using System.Text.RegularExpressions;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>
/// A link's token is a secret. It is known by its own shape, because people and mail programs mangle the address around it, and
/// characters of it may come percent-encoded.
/// </summary>
internal static partial class RedactLinkTokens
{
    private const string Redacted = "…";
    private const string Links = "/links/";

    /// <summary>The text, with an ellipsis for each token.</summary>
    /// <param name="text">May hold tokens.</param>
    public static string In(string text) => Token().Replace(
        text, token => token.ValueSpan.StartsWith(Links, StringComparison.OrdinalIgnoreCase) ? Links + Redacted : Redacted);

    /// <summary>The value as it is, or what it says with an ellipsis for each token.</summary>
    /// <param name="value">A text, texts, or anything that is exported as text.</param>
    public static object? InValue(object? value) => value switch
    {
        null => null,
        string text => In(text),
        IEnumerable<string> texts => texts.Select(In).ToArray(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) is { } text && Token().IsMatch(text) ? In(text) : value,
    };

    /// <summary>Whether a text holds a token.</summary>
    public static bool AreIn(string text) => Token().IsMatch(text);

    // A token has some hundred characters; one that lacks so many that this does not find it lacks too much to be guessed. Hashes,
    // ids and trace contexts are shorter. Where a link stands as it was mailed, whatever is in the token's place goes.
    [GeneratedRegex(
        "/links/[A-Za-z0-9._~%-]+|(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}){80,}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
