using Azure;
using Azure.Communication.Email;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Mail.AzureCommunication;

/// <summary>
/// Sends mail through Azure Communication Services. The mail's id is the operation's. What the service does with an id that it has seen is
/// not documented: an answer that is lost may cost one extra copy.
/// </summary>
/// <param name="client">The service; it must not retry by itself, because a durable timer does.</param>
/// <param name="options">The sender's address.</param>
/// <param name="answers">Understands what the service answers.</param>
internal sealed class AzureCommunicationMailSender(EmailClient client, IOptions<MailOptions> options, ServiceAnswers answers) : IMailSender
{
    /// <inheritdoc/>
    public Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        // Accepted is enough: what becomes of the mail later comes back as a delivery report.
        return answers.ToAsync(
            mail.Id, () => client.SendAsync(WaitUntil.Started, Message(mail), Guid.ParseExact(mail.Id, "D"), cancellation), cancellation);
    }

    private EmailMessage Message(OutgoingMail mail)
    {
        // The sender has no name here: recipients see the one that the sender's username has in Communication Services.
        var message = new EmailMessage(
            options.Value.FromAddress,
            new EmailRecipients([new EmailAddress(mail.ToAddress, OneLine.Of(mail.ToName))]),
            new EmailContent(OneLine.Of(mail.Subject)) { Html = mail.Html, PlainText = mail.Text })
        {
            // Tracking would lead every link through somebody else's server.
            UserEngagementTrackingDisabled = true,
        };
        message.ReplyTo.Add(new EmailAddress(mail.ReplyTo, OneLine.Of(mail.FirmName)));
        foreach (var (name, value) in MailHeaders.Of(mail, options.Value.From))
            message.Headers.Add(name, value);
        foreach (var attachment in mail.Attachments)
            message.Attachments.Add(
                new EmailAttachment(OneLine.Of(attachment.Name), attachment.ContentType, BinaryData.FromBytes(attachment.Content)));
        return message;
    }
}
