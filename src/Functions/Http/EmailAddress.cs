using System.Globalization;
using System.Net.Mail;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Tells an email address from what is none.</summary>
internal static class EmailAddress
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;

    /// <summary>The address without blanks and invisible characters around it, which come along when it is copied.</summary>
    public static string? Trim(string? text)
    {
        var (first, end) = (0, text?.Length ?? 0);
        while (first < end && IsOutside(text![first]))
            first++;
        while (end > first && IsOutside(text![end - 1]))
            end--;
        return text?[first..end];
    }

    /// <summary>Whether a text is one plain address: no display name, no comment, no white space, no control character.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 2 and <= Longest
        && text.All(character =>
            character is > ' ' and < '\u007f' and not ('"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']'))
        && text.Count(character => character == '@') == 1
        && text.IndexOf('@', StringComparison.Ordinal) <= LongestLocalPart
        && !text.StartsWith('.') && !text.Contains("..", StringComparison.Ordinal) && !text.Contains(".@", StringComparison.Ordinal)
        && !text.EndsWith('.')
        && MailAddress.TryCreate(text, out var address) && address.Address == text
        && Uri.CheckHostName(address.Host) == UriHostNameType.Dns;

    private static bool IsOutside(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.SpaceSeparator;
}
