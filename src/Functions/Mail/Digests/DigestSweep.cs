using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>Looks after digests: those that stand still are started again, and what is long done is forgotten.</summary>
internal sealed partial class DigestSweep(
    DigestRecords digests, DeliveryReports reports, TimeProvider clock, ILogger<DigestSweep> logger)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    /// <summary>Runs with the sweep of engagements.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="patience">How late after its morning a digest is before it is looked at.</param>
    public async Task RunAsync(DurableTaskClient client, TimeSpan patience, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await digests.OpenAsync(cancellation);
        foreach (var digest in open.Where(digest => DigestId.MorningOf(digest) <= now - patience))
            await StartAsync(client, digest, cancellation);

        await foreach (var id in digests.ListsAsync(cancellation))
        {
            if (!open.Contains(id.Digest) && DigestId.MorningOf(id.Digest) <= now - Memory)
                await ForgetAsync(client, id, cancellation);
        }
    }

    // One that cannot be started is tried again in an hour; the others do not wait for it.
    private async Task StartAsync(DurableTaskClient client, string digest, CancellationToken cancellation)
    {
        try
        {
            await DigestStarter.EnsureRunsAsync(client, digest, cancellation);
        }
        catch (Exception failure) when (!failure.IsGivingUp(cancellation))
        {
            LogNotStarted(digest, ImpersonalFailure.Describe(failure));
        }
    }

    private async Task ForgetAsync(DurableTaskClient client, DigestListId id, CancellationToken cancellation)
    {
        await client.PurgeInstanceAsync(DigestStarter.InstanceOf(id.Digest), cancellation);
        if (await digests.FindListAsync(id, cancellation) is { IsOfOne: false } list)
            await reports.ForgetMailAsync(list.Mail, cancellation);
        await digests.DeleteListAsync(id, cancellation);
    }

    [LoggerMessage(1225, LogLevel.Error, "Digest {Digest} could not be started ({Failure}); the next sweep tries again")]
    private partial void LogNotStarted(string digest, string failure);
}
