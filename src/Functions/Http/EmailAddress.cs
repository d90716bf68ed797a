using System.Globalization;
using System.Net.Mail;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Tells an email address from what is none.</summary>
internal static class EmailAddress
{
    private const int Longest = 254;
    private const int LongestLocalPart = 64;
    private const string Scheme = "mailto:";

    /// <summary>
    /// The address without what comes along when it is copied or typed elsewhere: blanks and punctuation of a list around it, mailto:,
    /// angle brackets, invisible characters, full-width letters.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var plain = string.Concat(
            text.Where(character => char.GetUnicodeCategory(character) != UnicodeCategory.Format).Select(HalfWidth)).Trim(' ', '\u00a0');
        plain = plain.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? plain[Scheme.Length..] : plain;
        plain = plain is ['<', .. var inside, '>'] ? inside : plain;
        return plain.TrimEnd(';', ',');
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

    private static char HalfWidth(char character) => character switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(character - '\uff01' + '!'),
        '\u3000' => ' ',
        _ => character,
    };
}
