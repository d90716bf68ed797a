using System.Globalization;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Mail.Quota;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Access;

/// <summary>
/// Mails codes while whoever asked for one waits: they are in no journal, so nobody would send them later, when they are of no use.
/// </summary>
internal sealed partial class AccessCodeMails(
    IEngagementStore store, MailComposer composer, MailQuota quota, IMailSender sender, FirmDirectory firms, AccessCodeDigits digits,
    CoachingMetrics metrics, TimeProvider clock, ILogger<AccessCodeMails> logger)
{
    /// <summary>Mails a code.</summary>
    /// <param name="engagement">The engagement whose page asks for it.</param>
    /// <param name="address">The key of the person's address.</param>
    /// <param name="number">The code's number.</param>
    public async Task<MailResult> SendAsync(
        Engagement engagement, Person person, string address, int number, CancellationToken cancellation)
    {
        var id = NameBasedId.Of(engagement.Id, string.Create(CultureInfo.InvariantCulture, $"code/{address}/{number}"));
        var mail = new MailDecided(
            id, MailKind.AccessCode, engagement.Cycle.Key("code"), person.Id, number, engagement.Cycle.Number, Link: null);
        var result = await SendAsync(engagement, mail, digits.Of(address, number), cancellation);
        metrics.Count(mail.MailKind, result);
        if (result is not MailResult.Sent)
            LogNotSent(engagement.Id, result.GetType().Name);
        return result;
    }

    private async Task<MailResult> SendAsync(Engagement engagement, MailDecided mail, string code, CancellationToken cancellation)
    {
        if (firms.Find(engagement.FirmId) is not { } firm)
            return new MailResult.Deferred(RetryAfter: null);
        try
        {
            if (await quota.BookAsync(mail.Mail, firm.Id, MailUrgency.Awaited, cancellation) is { } until)
                return new MailResult.OverQuota(until);

            var documents = await store.ReadDocumentsAsync(engagement.Id, MailContents.DocumentsNeeded(engagement, mail), cancellation);
            return await sender.SendAsync(await composer.ComposeAsync(new MailSources(
                engagement, mail, clock.GetUtcNow(), documents, new PersonDetails(firm.Name, firm.Email), Href: null, code)), cancellation);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation) && failure is not StorageUnavailableException)
        {
            LogFailed(engagement.Id, ImpersonalFailure.Describe(failure));
            return new MailResult.Deferred(RetryAfter: null);
        }
    }

    [LoggerMessage(1211, LogLevel.Warning, "A code for a page of engagement {Engagement} could not be mailed: {Result}")]
    private partial void LogNotSent(string engagement, string result);

    [LoggerMessage(1212, LogLevel.Error, "A code for a page of engagement {Engagement} could not be mailed ({Failure})")]
    private partial void LogFailed(string engagement, string failure);
}
