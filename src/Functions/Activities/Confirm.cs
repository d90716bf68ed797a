using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Records in the engagements of a digest's list what became of their mails, some at a time.</summary>
internal sealed class Confirm(
    DigestRecords digests, DigestEngagements digestEngagements, EngagementRepository engagements, DigestNames names,
    OrchestrationWaker waker, ImpersonalFailures failures)
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

        var batch = list.Items.Skip(list.Confirmed).GroupBy(item => item.Engagement, StringComparer.Ordinal).Take(EngagementsAtOnce)
            .ToList();
        foreach (var engagement in batch)
        {
            await ConfirmAsync(id.Digest, engagement.Key, [.. engagement], list, client, cancellation);
            await digestEngagements.ReleaseAsync(id.Digest, engagement.Key, new DigestRow(list.Until), cancellation);
        }

        var confirmed = list.Confirmed + batch.Sum(engagement => engagement.Count());
        return await digests.ReplaceListAsync(id, list with { Confirmed = confirmed }, cancellation) is not { IsDone: true };
    }

    private async Task ConfirmAsync(
        string digest, string id, IReadOnlyList<DigestItem> items, DigestList list, DurableTaskClient client,
        CancellationToken cancellation)
    {
        try
        {
            foreach (var command in await CommandsAsync(digest, items, list, cancellation))
                await engagements.SettleAsync(id, command, cancellation);
        }
        catch (JournalBrokenException)
        {
            // It has called for a person; the others do not wait for it.
            return;
        }

        // What was told wakes nobody; what goes another day, and whom else a refusal concerns, the engagement has to look at.
        if (list.Outcome is DigestOutcome.Moved or DigestOutcome.Refused)
            await waker.EnsureAwakeAsync(client, id, Milestones.AgendaChanged);
    }

    private async Task<IEnumerable<Command>> CommandsAsync(
        string digest, IReadOnlyList<DigestItem> items, DigestList list, CancellationToken cancellation)
    {
        var moved = items.Where(item => item.IsOwed && IsMoved(item, list.Outcome)).ToList();
        IEnumerable<Command> settled = items.Except(moved)
            .Select(item => new SettleMail(item.Mail, item.IsOwed ? ResultOf(list.Outcome) : null, item.AddressNumber));
        return moved.Count == 0
            ? settled
            : settled.Append(new MoveMails(
                digest, [.. moved.Select(item => item.Mail)], list.FullSince, await names.ReadAsync(cancellation)));
    }

    // What the firm was to be told is not lost with an address that is a setting.
    private static bool IsMoved(DigestItem item, DigestOutcome? outcome) =>
        outcome == DigestOutcome.Moved || (outcome == DigestOutcome.Refused && item.AddressNumber is null);

    private static MailResult? ResultOf(DigestOutcome? outcome) => outcome switch
    {
        DigestOutcome.Sent => new MailResult.Sent(),
        DigestOutcome.Refused => new MailResult.Refused(),
        _ => null,
    };
}
