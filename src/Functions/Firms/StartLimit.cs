using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Firms;

/// <summary>
/// How many engagements a firm may start in an hour: a program that runs wild fills neither the mail quota nor the storage. Counted by what
/// was started, so over all instances and restarts.
/// </summary>
internal sealed class StartLimit(IEngagementStore store, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>How long the firm has to wait for its next start; null when it may start now.</summary>
    public async Task<TimeSpan?> WaitAsync(Firm firm, CancellationToken cancellation)
    {
        var newest = await store.ListAsync(
            new EngagementQuery(firm.Id, Status: null, Step: null, Cursor: null, firm.StartsPerHour), cancellation);
        return newest.Items.Count == firm.StartsPerHour && newest.Items[^1].StartedAt + Window - clock.GetUtcNow() is { Ticks: > 0 } wait
            ? wait
            : null;
    }
}
