using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Records in the engagements of a digest's list what became of their mails, some at a time.</summary>
internal sealed class Confirm(
    DigestRecords digests, DigestEngagements digestEngagements, EngagementRepository engagements, DigestNames names, OrchestrationWaker waker,
    CoachingMetrics metrics, ImpersonalFailures failures)
{
    private const int EngagementsAtOnce = 20;

    /// <summary>Runs the activity; again is harmless.</summary>
    /// <param name="id">Which list.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <returns>Whether there are more.</returns>
    /// <exception cref="FunctionFailedException">Something failed; the activity is tried again.</exception>
    [Function(nameof(Confirm))]
    public Task<bool> RunAsync(
        [ActivityTrigger] DigestListId id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(Confirm), () => ConfirmAsync(id, client, cancellation), cancellation);

    private async Task<bool> ConfirmAsync(DigestListId id, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await digests.FindListAsync(id, cancellation) is not { Outcome: not null, IsDone: false } list)
            return false;

        var batch = list.Items.Skip(list.Confirmed).GroupBy(item => item.Engagement, StringComparer.Ordinal).Take(EngagementsAtOnce).ToList();
        foreach (var engagement in batch)
        {
            await ConfirmAsync(engagement.Key, [.. engagement], list, client, cancellation);
            await digestEngagements.ReleaseAsync(id.Digest, engagement.Key, list.Row, cancellation);
        }

        var confirmed = list.Confirmed + batch.Sum(engagement => engagement.Count());
        return !(await digests.UpdateListAsync(id, _ => list with { Confirmed = confirmed }, cancellation)).IsDone;
    }

    private async Task ConfirmAsync(
        string id, IReadOnlyList<DigestItem> items, DigestList list, DurableTaskClient client, CancellationToken cancellation)
    {
        if (await digestEngagements.FindAsync(id, cancellation) is not { } engagement)
            return;

        if (list.Outcome == DigestOutcome.Moved)
        {
            var moved = new MoveMails([.. items.Select(item => item.Mail)], list.FullSince, await names.ReadAsync(cancellation));
            await engagements.SettleAsync(id, moved, cancellation);
        }
        else
        {
            foreach (var item in items)
            {
                var result = item.IsOwed ? ResultOf(list.Outcome) : null;
                if (engagement.Mails.Pending.TryGetValue(item.Mail, out var pending))
                    metrics.Count(pending.Decided.MailKind, result);
                await engagements.SettleAsync(id, new SettleMail(item.Mail, result, item.AddressNumber), cancellation);
            }
        }

        // What was told wakes nobody; what goes another day, and whom else a refusal concerns, the engagement has to look at.
        if (list.Outcome is DigestOutcome.Moved or DigestOutcome.Refused)
            await waker.EnsureAwakeAsync(client, id, Milestones.AgendaChanged);
    }

    private static MailResult? ResultOf(DigestOutcome? outcome) => outcome switch
    {
        DigestOutcome.Sent => new MailResult.Sent(),
        DigestOutcome.Refused => new MailResult.Refused(),
        _ => null,
    };
}
