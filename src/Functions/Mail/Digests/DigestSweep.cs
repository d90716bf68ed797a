using CoachingWorkflow.Functions.Mail.Delivery;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>Looks after digests: those that stand still are started again, and what is long done is forgotten.</summary>
internal sealed class DigestSweep(DigestRecords digests, DeliveryReports reports, TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    /// <summary>Runs with the sweep of engagements.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="patience">How late after its morning a digest is before it is looked at.</param>
    public async Task RunAsync(DurableTaskClient client, TimeSpan patience, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var open = await digests.OpenAsync(cancellation);
        foreach (var (digest, row) in open)
        {
            if (row.At <= now - patience)
                await DigestStarter.EnsureRunsAsync(client, digest, cancellation);
        }

        await foreach (var (id, list) in digests.ListsAsync(cancellation))
        {
            if (open.ContainsKey(id.Digest) || list.Row.At > now - Memory)
                continue;

            await client.PurgeInstanceAsync(DigestStarter.InstanceOf(id.Digest), cancellation);
            if (list.MailId is { } mail)
                await reports.ForgetMailAsync(mail, cancellation);
            await digests.DeleteListAsync(id, cancellation);
        }
    }
}
