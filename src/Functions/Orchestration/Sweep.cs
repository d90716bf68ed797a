using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.Functions.Desk;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>
/// Looks after what nobody else does: orchestrations that are missing, failed or behind their agenda are started or woken from
/// the journal, and what retention allows to forget is forgotten.
/// </summary>
/// <param name="adoption">Takes over journals of earlier releases, where the start could not.</param>
/// <param name="store">Lists engagements.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="addresses">Is repaired where it is behind.</param>
/// <param name="waker">Starts and wakes orchestrations.</param>
/// <param name="reports">Forgets the mails of what is forgotten.</param>
/// <param name="drafts">Forgets drafts.</param>
/// <param name="digests">Looks after digests.</param>
/// <param name="first">Tells this process's first sweep from later ones.</param>
/// <param name="policy">The rules of time.</param>
/// <param name="metrics">Takes what was seen.</param>
/// <param name="failures">Keeps messages of exceptions out of hosts' logs.</param>
/// <param name="logger">Takes what was done.</param>
internal sealed partial class Sweep(
    JournalAdoption adoption, IEngagementStore store, EngagementReader reader, AddressIndex addresses, OrchestrationWaker waker,
    DeliveryReports reports, FormDrafts drafts, DigestSweep digests, FirstSweep first, Policy policy, TimeProvider clock,
    CoachingMetrics metrics, ImpersonalFailures failures, ILogger<Sweep> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    // One query, not one for each engagement. Whatever it does not show is asked for by name before it is started.
    private static readonly OrchestrationQuery Running = new(
        Statuses: [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending], PageSize: 1_000);

    /// <summary>Runs every hour, and at start.</summary>
    /// <param name="timer">The schedule's state.</param>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="cancellation">The host is stopping.</param>
    [Function(nameof(Sweep))]
    [SuppressMessage("Style", "IDE0060", Justification = "A trigger is a parameter.")]
    public Task RunAsync(
        [TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        failures.GuardAsync(nameof(Sweep), () => SweepAsync(client, cancellation), cancellation);

    private async Task<int> SweepAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        await adoption.EnsureAsync(cancellation);
        var now = clock.GetUtcNow();
        var patience = first.Begin() ? TimeSpan.Zero : Patience;
        var repaired = await store.RepairIndexAsync(cancellation);

        var running = await client.GetAllInstancesAsync(Running).Select(instance => instance.InstanceId)
            .ToHashSetAsync(StringComparer.Ordinal, cancellation);
        var indexed = await addresses.NotedAsync(cancellation);
        var restarted = 0;
        var active = new Dictionary<Step, int>();
        await foreach (var engagement in store.ActiveAsync(cancellation))
        {
            active[engagement.Step] = active.GetValueOrDefault(engagement.Step) + 1;
            if (engagement.People > 0 ? indexed.GetValueOrDefault(engagement.Id) != engagement.People : !indexed.ContainsKey(engagement.Id))
                await IndexAsync(engagement.Id, cancellation);
            if (!running.Contains(engagement.Id) && await waker.EnsureAwakeAsync(client, engagement.Id, Milestones.AgendaChanged))
                restarted++;
        }

        var woken = 0;
        await foreach (var engagement in store.WakingBeforeAsync(now - patience, cancellation))
        {
            // The first sweep has no patience, but what is due this minute is not behind.
            if (engagement.WakeAt is { } due && due < now - Patience)
                LogBehind(engagement.Id, due);
            await waker.EnsureAwakeAsync(client, engagement.Id, Milestones.AgendaChanged);
            woken++;
        }

        metrics.Swept(active, woken);

        var purged = 0;
        await foreach (var ended in store.EndedBeforeAsync(now.AddMonths(-policy.RetentionMonths), cancellation))
        {
            if (await MayBeForgottenAsync(ended.Id, now, cancellation))
            {
                await ForgetAsync(client, ended.Id, cancellation);
                purged++;
            }
        }

        await digests.RunAsync(client, patience, cancellation);
        await drafts.SweepAsync(cancellation);
        var orphans = await store.SweepOrphansAsync(now - OrphanAge, cancellation);
        LogSwept(repaired, restarted, woken, purged, orphans);
        return restarted + woken;
    }

    private async Task IndexAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var engagement = await reader.ReadAsync(id, cancellation);
            var documents = await store.ReadDocumentsAsync(id, [.. engagement.People.Select(person => person.Details)], cancellation);
            await addresses.SettleAsync(engagement, await addresses.ExpectAsync(engagement, documents, cancellation), cancellation);
        }
        catch (JournalBrokenException)
        {
            // Nobody is shown anything of it, and it has called for a person.
        }
    }

    // The policy that applies to an engagement is the one in its first fact. Of one that cannot be read nobody knows: it stays, and has
    // called for a person.
    private async Task<bool> MayBeForgottenAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var (engagement, _) = await reader.ReadAsOfAsync(id, long.MaxValue, cancellation);
            return engagement.EndedAt?.AddMonths(engagement.Policy.RetentionMonths) <= now;
        }
        catch (JournalBrokenException)
        {
            return false;
        }
    }

    private async Task ForgetAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        // A last mail that could never be sent keeps it running: it must not outlive its journal.
        if (await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false })
            await client.TerminateInstanceAsync(id, cancellation);
        await client.PurgeInstanceAsync(id, cancellation);
        await reports.ForgetAsync(id, cancellation);
        await addresses.ForgetAsync(id, cancellation);
        await drafts.ForgetAsync(id, cancellation);
        await store.DeleteAsync(id, cancellation);
        reader.Forget(id);
    }

    [LoggerMessage(
        1101, LogLevel.Information,
        "Swept: {Repaired} index rows repaired, {Restarted} orchestrations restarted, {Woken} woken, {Purged} engagements and {Orphans} "
        + "orphaned documents deleted")]
    private partial void LogSwept(int repaired, int restarted, int woken, int purged, int orphans);

    [LoggerMessage(1102, LogLevel.Warning, "Engagement {Engagement} is behind its agenda since {Due:O}; the sweep wakes it")]
    private partial void LogBehind(string engagement, DateTimeOffset due);
}
