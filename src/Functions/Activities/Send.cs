using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Sends the mail of a digest's list, and keeps what became of it.</summary>
internal sealed class Send(DigestRecords digests, DigestDispatcher dispatcher, TimeProvider clock, ImpersonalFailures failures)
{
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

        var draft = await dispatcher.WriteAsync(list, cancellation);
        list = draft.List;
        if (!list.Owed.Any())
            return await KeepAsync(id, list with { Outcome = DigestOutcome.Dropped }, cancellation);

        var result = await dispatcher.WaitAsync(draft, cancellation);
        if (result is null)
        {
            // Noted before the server has it: whoever comes after a crash sends this list, and no other.
            await KeepAsync(id, list with { IsNotTaken = false }, cancellation);
            result = await dispatcher.SendAsync(id, draft, cancellation);
        }

        // From here on the mail may be with its recipient: what became of it is kept even if the host is stopping.
        return await KeepAsync(id, list.After(result, draft.Sample!, clock.GetUtcNow()), CancellationToken.None);
    }

    private async Task<bool> KeepAsync(DigestListId id, DigestList list, CancellationToken cancellation) =>
        (await digests.ReplaceListAsync(id, list, cancellation)).Outcome is not null;
}
