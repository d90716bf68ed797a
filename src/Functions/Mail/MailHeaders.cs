using MimeKit;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>The header fields that every mail has beside its addresses, subject and date, whichever way it leaves.</summary>
internal static class MailHeaders
{
    private const string Digests = "digests";

    /// <summary>The fields' names and values.</summary>
    /// <param name="from">The address that it comes from.</param>
    /// <exception cref="ParseException"><paramref name="from"/> is no address.</exception>
    public static IEnumerable<(string Name, string Value)> Of(OutgoingMail mail, string from)
    {
        // Keeps "out of office" answers away (RFC 3834).
        yield return ("Auto-Submitted", "auto-generated");

        // Keeps the mails of one engagement together (RFC 2919), and says whom to ask to get no more of them (RFC 2369): a person at
        // the firm, because what a participant owes cannot be unsubscribed from by a machine.
        var about = mail.Engagement ?? Digests;
        yield return ("List-Id", $"<{about}.{MailboxAddress.Parse(from).Domain}>");
        yield return ("List-Help", $"<mailto:{mail.ReplyTo}>");
        yield return ("List-Unsubscribe", $"<mailto:{mail.ReplyTo}?subject=No%20more%20mails%20of%20{about}>");
    }
}
