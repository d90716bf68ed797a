using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Observability;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Writes a mail that the journal has decided and hands it to the mail server.</summary>
/// <param name="writer">Gathers what a mail tells.</param>
/// <param name="composer">Writes mails.</param>
/// <param name="quota">Says when there is room.</param>
/// <param name="reports">Learns of which engagement a mail is.</param>
/// <param name="sender">Reaches the mail server.</param>
/// <param name="firms">Knows the firms in whose name mails go.</param>
/// <param name="logger">Takes what could not be sent.</param>
internal sealed partial class MailDispatcher(
    MailWriter writer, MailComposer composer, MailQuota quota, DeliveryReports reports, IMailSender sender, FirmDirectory firms,
    ILogger<MailDispatcher> logger)
{
    private static readonly TimeSpan UntilConfigured = TimeSpan.FromHours(1);

    /// <summary>Sends a mail.</summary>
    /// <param name="pending">A mail that is still owed.</param>
    /// <param name="cancellation">The host is stopping.</param>
    public async Task<MailResult> SendAsync(Engagement engagement, PendingMail pending, CancellationToken cancellation)
    {
        var mail = pending.Decided;
        if (firms.Find(engagement.FirmId) is not { } firm)
        {
            LogFirmMissing(engagement.Id, mail.Mail);
            return new MailResult.Deferred(UntilConfigured);
        }

        var result = await WriteAndSendAsync(engagement, pending, firm, cancellation);
        if (mail.Recipient == Actor.Firm && result is (MailResult.Refused or MailResult.MailboxFull))
        {
            // The address is a setting: nobody else could tell the firm that what it was to be told is lost.
            MailAlarms.FirmRefused(logger, engagement.Id, mail.Mail);
            result = new MailResult.Deferred(RetryAfter: null);
        }

        LogResult(engagement.Id, mail.Mail, mail.MailKind, result.GetType().Name);
        return result;
    }

    private async Task<MailResult> WriteAndSendAsync(Engagement engagement, PendingMail pending, Firm firm, CancellationToken cancellation)
    {
        var mail = pending.Decided;
        try
        {
            var urgency = MailRules.Of(mail.MailKind).UrgencyOf(mail);
            if (await quota.BookAsync(mail.Mail, firm.Id, urgency, cancellation) is { } until)
                return new MailResult.OverQuota(until);

            var outgoing = await writer.WriteAsync(engagement, pending, firm, composer.ComposeAsync, cancellation);
            await reports.ExpectAsync(mail.Mail, engagement.Id, cancellation);
            return await sender.SendAsync(outgoing, cancellation);
        }
        catch (DocumentErasedException)
        {
            LogErased(engagement.Id, mail.Mail);
            return new MailResult.Erased();
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            // One mail that cannot be written or sent must not hold up all others of the engagement: it waits, and is tried again.
            LogFailed(engagement.Id, mail.Mail, ImpersonalFailure.Describe(failure));
            return new MailResult.Deferred(RetryAfter: null);
        }
    }

    [LoggerMessage(1204, LogLevel.Error, "Mail {Mail} of engagement {Engagement} could not be sent ({Failure}) and is tried again")]
    private partial void LogFailed(string engagement, string mail, string failure);

    [LoggerMessage(1201, LogLevel.Error, "Mail {Mail} of engagement {Engagement} waits: its firm is no longer configured under Firms")]
    private partial void LogFirmMissing(string engagement, string mail);

    [LoggerMessage(1202, LogLevel.Warning, "Mail {Mail} of engagement {Engagement} cannot be written: a name or address was erased")]
    private partial void LogErased(string engagement, string mail);

    [LoggerMessage(1203, LogLevel.Debug, "Mail {Mail} of engagement {Engagement} ({Kind}): {Result}")]
    private partial void LogResult(string engagement, string mail, MailKind kind, string result);
}
