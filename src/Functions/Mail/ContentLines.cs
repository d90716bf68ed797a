using System.Text;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Folds the lines of a calendar (RFC 5545, 3.1). Ical.Net folds between UTF-16 units, in the middle of a character.</summary>
internal static class ContentLines
{
    private const int MostOctets = 75;
    private const string End = "\r\n";
    private const string Fold = End + " ";

    /// <summary>The same lines, each of at most 75 octets and folded between characters only.</summary>
    /// <param name="calendar">A calendar's text, folded anyhow.</param>
    public static string Refold(string calendar)
    {
        var folded = new StringBuilder(calendar.Length);
        var octets = 0;
        foreach (var rune in calendar.Replace(Fold, "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n')
            {
                folded.Append(rune);
                octets = 0;
                continue;
            }

            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append(Fold);
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}
