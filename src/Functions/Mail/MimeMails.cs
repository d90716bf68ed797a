using System.Text;
using MimeKit;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Writes mails as MIME messages.</summary>
internal static class MimeMails
{
    /// <summary>The message of a mail.</summary>
    /// <param name="from">The address that it comes from, in the firm's name.</param>
    /// <param name="date">Its date.</param>
    /// <exception cref="ParseException">An address is none.</exception>
    public static MimeMessage Write(OutgoingMail mail, string from, DateTimeOffset date)
    {
        var sender = Mailbox(mail.FirmName, from);
        var message = new MimeMessage
        {
            // The same mail sent twice has the same id: mail programs show one.
            MessageId = $"{mail.Id}@{sender.Domain}",
            Date = date,
            Subject = OneLine(mail.Subject),
        };
        message.From.Add(sender);
        message.ReplyTo.Add(Mailbox(mail.FirmName, mail.ReplyTo));
        message.To.Add(Mailbox(mail.ToName, mail.ToAddress));

        foreach (var (name, value) in MailHeaders.Of(mail, from))
            message.Headers.Add(name, value);

        var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html };
        foreach (var attachment in mail.Attachments)
            body.Attachments.Add(OneLine(attachment.Name), attachment.Content, ContentType.Parse(attachment.ContentType));
        message.Body = body.ToMessageBody();
        return message;
    }

    private static MailboxAddress Mailbox(string name, string address)
    {
        var mailbox = MailboxAddress.Parse(address);
        return new MailboxAddress(Encoding.UTF8, OneLine(name), mailbox.Address);
    }

    // A line break in a name or subject would begin a header of the writer's choice.
    private static string OneLine(string text) => string.Create(text.Length, text, static (line, source) =>
    {
        for (var index = 0; index < source.Length; index++)
            line[index] = char.IsControl(source[index]) || source[index] is '\u2028' or '\u2029' ? ' ' : source[index];
    });
}
