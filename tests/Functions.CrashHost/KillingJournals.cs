using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.CrashHost;

/// <summary>Says what was appended, and takes nothing of those that are late.</summary>
internal sealed class KillingJournals(IEngagementStore inner, KillPoint killing, Func<string, bool> isLate) : IEngagementStore
{
    public async Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation)
    {
        if (isLate(append.Summary.Id))
            throw new StorageUnavailableException("late");
        var isAppended = await inner.AppendAsync(append, cancellation);
        foreach (var entry in append.Entries)
            killing.Passed(entry.Fact.GetType().Name);
        return isAppended;
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string engagement, long after, CancellationToken cancellation) =>
        inner.ReadAsync(engagement, after, cancellation);

    public Task<JournalPart> ReadOnAsync(string engagement, JournalHead known, CancellationToken cancellation) =>
        inner.ReadOnAsync(engagement, known, cancellation);

    public Task<IReadOnlyDictionary<string, Document>> ReadDocumentsAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation) =>
        inner.ReadDocumentsAsync(engagement, documents, cancellation);

    public Task<EngagementPage> ListAsync(EngagementQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

    public IAsyncEnumerable<EngagementSummary> WakingBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        inner.WakingBeforeAsync(instant, cancellation);

    public IAsyncEnumerable<EngagementSummary> ActiveAsync(CancellationToken cancellation) => inner.ActiveAsync(cancellation);

    public IAsyncEnumerable<EngagementSummary> EndedBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        inner.EndedBeforeAsync(instant, cancellation);

    public Task<int> RepairIndexAsync(CancellationToken cancellation) => inner.RepairIndexAsync(cancellation);

    public Task<int> SweepOrphansAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        inner.SweepOrphansAsync(instant, cancellation);

    public Task DeleteAsync(string engagement, CancellationToken cancellation) => inner.DeleteAsync(engagement, cancellation);
}
