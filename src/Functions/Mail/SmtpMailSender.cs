using CoachingWorkflow.Functions.Observability;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Sends mail through an SMTP server, one connection for each mail.</summary>
/// <param name="options">The server.</param>
/// <param name="time">Dates the mails.</param>
/// <param name="log">Mail ids and status codes, nothing personal.</param>
internal sealed partial class SmtpMailSender(IOptions<MailOptions> options, TimeProvider time, ILogger<SmtpMailSender> log) : IMailSender
{
    /// <inheritdoc/>
    public async Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(mail.ToAddress, out _))
        {
            LogNoAddress(mail.Id);
            return new MailResult.Refused();
        }

        // In real time: a server's silence does not pass faster when a development clock is advanced.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.Smtp.TimeoutSeconds));
        using var client = new StagedClient();
        try
        {
            return await DeliverAsync(mail, client, timeout.Token);
        }
        catch (OperationCanceledException silence) when (!silence.IsGivingUp(cancellation))
        {
            LogTimedOut(mail.Id);
            return new MailResult.Deferred(RetryAfter: null, client.MayHaveTaken);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            LogFailed(mail.Id, failure.GetType().Name);
            return new MailResult.Deferred(RetryAfter: null, client.MayHaveTaken);
        }
    }

    private async Task<MailResult> DeliverAsync(OutgoingMail mail, StagedClient client, CancellationToken cancellation)
    {
        var (server, id) = (options.Value.Smtp, mail.Id);
        using var message = MimeMails.Write(mail, options.Value.From, time.GetUtcNow());
        try
        {
            await client.ConnectAsync(server.Host, server.Port, server.SocketOptions!.Value, cancellation);
            if (server.User.Length > 0)
                await client.AuthenticateAsync(server.User, server.Password, cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException answer)
        {
            return Understand(id, client.Stage, (int)answer.StatusCode, answer.Message);
        }

        await LeaveAsync(client, id, cancellation);
        return new MailResult.Sent();
    }

    private MailResult Understand(string id, SmtpStage stage, int code, string text)
    {
        switch (SmtpAnswers.Of(stage, code, text))
        {
            case SmtpMeaning.NoMailbox:
                LogRefused(id, code);
                return new MailResult.Refused();
            case SmtpMeaning.MailboxFull:
                LogFull(id, code);
                return new MailResult.MailboxFull();
            case SmtpMeaning.Objection:
                MailAlarms.Objection(log, id, code, SmtpAnswers.CodeOf(text));
                return new MailResult.Deferred(RetryAfter: null);
            default:
                LogDeferred(id, code);
                return new MailResult.Deferred(RetryAfter: null);
        }
    }

    // The server has the mail by now: whatever happens to the connection does not change that.
    private async Task LeaveAsync(SmtpClient client, string id, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception)
        {
            LogLeftAbruptly(id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} has no address that mail can be sent to")]
    private partial void LogNoAddress(string mail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was refused by the server for good: {Status}")]
    private partial void LogRefused(string mail, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} waits: its recipient's mailbox is full: {Status}")]
    private partial void LogFull(string mail, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} was not taken by the server now: {Status}")]
    private partial void LogDeferred(string mail, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} could not be handed to the server: {Reason}")]
    private partial void LogFailed(string mail, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} timed out at the server")]
    private partial void LogTimedOut(string mail);

    [LoggerMessage(Level = LogLevel.Debug, Message = "After mail {Mail} the connection ended abruptly")]
    private partial void LogLeftAbruptly(string mail);

    // The library's own codes don't tell at which command a server said 552 or 554.
    private sealed class StagedClient : SmtpClient
    {
        public SmtpStage Stage { get; private set; }

        // From here on the message is on its way, and only an answer would say that it was not taken.
        public bool MayHaveTaken => Stage == SmtpStage.Message;

        protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Stage = SmtpStage.Recipient;

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
            Stage = SmtpStage.Message;
    }
}
