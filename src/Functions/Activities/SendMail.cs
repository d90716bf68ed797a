using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Sends a mail that the journal has decided, if it is still owed, and records what became of it.</summary>
/// <param name="reader">Reads engagements.</param>
/// <param name="engagements">Records what became of it.</param>
/// <param name="dispatcher">Writes and hands over the mail.</param>
/// <param name="metrics">Counts what became of it.</param>
/// <param name="failures">Keeps messages of exceptions out of histories.</param>
internal sealed class SendMail(
    EngagementReader reader, EngagementRepository engagements, MailDispatcher dispatcher, CoachingMetrics metrics,
    ImpersonalFailures failures)
{
    /// <summary>Runs the activity.</summary>
    /// <param name="mail">Which mail.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <returns>
    /// False when the agenda has to be looked at again: the mail is to be tried later, or the firm to be told that it was refused.
    /// </returns>
    /// <exception cref="FunctionFailedException">
    /// Others kept changing the journal, or something failed; the activity is tried again.
    /// </exception>
    [Function(nameof(SendMail))]
    public Task<bool> RunAsync([ActivityTrigger] MailToSend mail, CancellationToken cancellation)
    {
        return failures.GuardAsync(nameof(SendMail), () => SendAsync(mail, cancellation), cancellation);
    }

    private async Task<bool> SendAsync(MailToSend mail, CancellationToken cancellation)
    {
        var engagement = await reader.ReadAsync(mail.Engagement, cancellation);
        if (!engagement.Mails.Pending.TryGetValue(mail.Mail, out var pending))
            return true;

        using var activity = Tracing.StartMail(engagement, pending);
        var result = MailsOwed.IsStillOwed(engagement, pending.Decided)
            ? await dispatcher.SendAsync(engagement, pending, cancellation)
            : null;

        // From here on the mail may be with its recipient: what became of it is recorded even if the host is stopping.
        var address = MailsOwed.AddressNumberOf(engagement, pending.Decided);
        await engagements.SettleAsync(mail.Engagement, new SettleMail(mail.Mail, result, address), cancellation);
        metrics.Count(pending.Decided.MailKind, result);
        return result is not (MailResult.Deferred or MailResult.MailboxFull or MailResult.OverQuota or MailResult.Refused);
    }
}
