using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Sends the mail of a digest's list, and keeps what became of it.</summary>
internal sealed class Send(
    DigestRecords digests, DigestDispatcher dispatcher, Backoff backoff, TimeProvider clock, ImpersonalFailures failures)
{
    private const int SettlingRounds = 40;

    /// <summary>Runs the activity. Where the answer of the mail server is lost, the same mail is sent again under the same id.</summary>
    /// <param name="id">Which list.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <returns>Whether it is known what became of it; else it is tried again.</returns>
    /// <exception cref="FunctionFailedException">Something failed; the activity is tried again.</exception>
    [Function(nameof(Send))]
    public Task<bool> RunAsync([ActivityTrigger] DigestListId id, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(Send), () => SendAsync(id, cancellation), cancellation);

    private async Task<bool> SendAsync(DigestListId id, CancellationToken cancellation)
    {
        if (await digests.FindListAsync(id, cancellation) is not { } list)
            return false;
        if (list.Outcome is not null)
            return true;

        var now = clock.GetUtcNow();
        var draft = await dispatcher.WriteAsync(id, list, now > list.Until, cancellation);
        list = draft.List;
        if (draft.Sample is not { } sample)
            return await KeepAsync(id, list with { Outcome = DigestOutcome.Dropped }, cancellation);
        if (sample.RetryAt(now) is var morning && !list.IsNotTaken && morning > now)
            return await KeepAsync(id, list with { NotBefore = morning }, cancellation);

        if (await dispatcher.WaitAsync(id, draft, cancellation) is { } wait)
            return await KeepAsync(id, list.After(wait, sample, now), cancellation);

        // Noted before the server has it: whoever comes after a crash sends this list, and no other.
        if (await digests.ReplaceListAsync(id, list with { IsNotTaken = false }, cancellation) is not { } noted)
            return false;
        var result = await dispatcher.SendAsync(draft, cancellation);
        return await SettleAsync(id, noted with { IsNotTaken = list.IsNotTaken }, result, sample, cancellation);
    }

    // From here on the mail may be with its recipient: what became of it is kept through outages of the storage, for minutes.
    private async Task<bool> SettleAsync(
        DigestListId id, DigestList list, MailResult result, DigestMailSample sample, CancellationToken stopping)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                return result is MailResult.Sent
                    ? (await digests.NoteSentAsync(id, list, CancellationToken.None)).Outcome is not null
                    : await KeepAsync(id, list.After(result, sample, clock.GetUtcNow()), CancellationToken.None);
            }
            catch (StorageUnavailableException) when (round < SettlingRounds && !stopping.IsCancellationRequested)
            {
                await backoff.PauseAsync(round, Backoff.InOutage, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> KeepAsync(DigestListId id, DigestList list, CancellationToken cancellation) =>
        await digests.ReplaceListAsync(id, list, cancellation) is { Outcome: not null };
}
