using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>Tells digests that something of an engagement goes with them.</summary>
internal sealed class HandOver(EngagementReader reader, DigestRecords digests, ImpersonalFailures failures)
{
    /// <summary>Runs the activity; again is harmless.</summary>
    /// <param name="mails">To which digests.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <returns>How many digests have mails of the engagement.</returns>
    /// <exception cref="FunctionFailedException">Something failed; the activity is tried again.</exception>
    [Function(nameof(HandOver))]
    public Task<int> RunAsync(
        [ActivityTrigger] MailsToHandOver mails, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(HandOver), () => HandOverAsync(mails, client, cancellation), cancellation);

    private async Task<int> HandOverAsync(MailsToHandOver mails, DurableTaskClient client, CancellationToken cancellation)
    {
        var engagement = await reader.ReadAsync(mails.Engagement, cancellation);
        var handedOver = 0;
        foreach (var digest in mails.Digests)
        {
            if (Gathering.Of(engagement, digest).FirstOrDefault()?.Digest is not { } slot)
                continue;

            await digests.AddRowAsync(digest, engagement.Id, new DigestRow(Gathering.LatestFor(engagement, slot)), cancellation);
            await DigestStarter.EnsureRunsAsync(client, digest, cancellation);
            handedOver++;
        }

        return handedOver;
    }
}
