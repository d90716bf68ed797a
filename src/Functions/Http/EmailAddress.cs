using System.Globalization;
using System.Net.Mail;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Tells an email address from what is none.</summary>
internal static class EmailAddress
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;

    /// <summary>The address without blanks around it and invisible characters in it, which come along when it is copied.</summary>
    public static string? Clean(string? text) => text is null ? null
        : string.Concat(text.Where(character => char.GetUnicodeCategory(character) != UnicodeCategory.Format)).Trim(' ', '\u00a0');

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
}
