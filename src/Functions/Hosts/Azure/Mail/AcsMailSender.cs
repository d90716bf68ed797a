using Azure;
using Azure.Communication.Email;
using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Mail;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Hosts.Azure.Mail;

/// <summary>Sends mail through Azure Communication Services. The mail's id is the operation's: sent again, it is the same operation.</summary>
/// <param name="client">The service; it must not retry by itself, because a durable timer does.</param>
/// <param name="options">The sender's address.</param>
/// <param name="time">Tells how long it is until a date that the service names.</param>
/// <param name="log">Mail ids and status codes, nothing personal.</param>
public sealed partial class AcsMailSender(
    EmailClient client, IOptions<MailOptions> options, TimeProvider time, ILogger<AcsMailSender> log) : IMailSender
{
    /// <inheritdoc/>
    public async Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        try
        {
            // Accepted is enough: what becomes of the mail later comes back as a delivery report.
            await client.SendAsync(WaitUntil.Started, Message(mail), Guid.ParseExact(mail.Id, "D"), cancellation);
            return new MailResult.Sent();
        }
        catch (RequestFailedException refused) when (IsAboutThisMail(refused.Status))
        {
            LogRefused(mail.Id, refused.Status);
            return new MailResult.Refused();
        }
        catch (RequestFailedException deferred)
        {
            LogDeferred(mail.Id, deferred.Status);
            return new MailResult.Deferred(WaitOf(deferred));
        }
    }

    // 401, 403 and 404 are about our identity, sender or domain, 408 and 429 about the moment; the status is 0 when there was no
    // answer. Taken as refusals they would brand the recipient's address as bouncing.
    private static bool IsAboutThisMail(int status) => status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 429);

    private EmailMessage Message(OutgoingMail mail)
    {
        var message = new EmailMessage(
            options.Value.From,
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
            message.Attachments.Add(new EmailAttachment(OneLine.Of(attachment.Name), attachment.ContentType, BinaryData.FromBytes(attachment.Content)));
        return message;
    }

    private TimeSpan? WaitOf(RequestFailedException exception) =>
        exception.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value) ? RetryAfter.Read(value, time.GetUtcNow()) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was refused by the service for good: {Status}")]
    private partial void LogRefused(string mail, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was not taken by the service now: {Status}")]
    private partial void LogDeferred(string mail, int status);
}
