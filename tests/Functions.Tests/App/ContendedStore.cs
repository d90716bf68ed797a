using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Hosts.Embedded.Storage;
using CoachingWorkflow.Functions.Storage;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>
/// A store in which others are always faster, for as many appends as it is told; or that is full; or that cannot be read at all.
/// </summary>
internal sealed class ContendedStore(IEngagementStore inner) : IEngagementStore
{
    private int _refusals;
    private int _outages;
    private int _reads;

    public int Refusals
    {
        get => _refusals;
        set => _refusals = value;
    }

    /// <summary>How many appends meet a storage that cannot be reached.</summary>
    public int Outages
    {
        get => _outages;
        set => _outages = value;
    }

    public bool IsDown { get; set; }

    /// <summary>Whether every journal has as many facts as it may have.</summary>
    public bool IsFull { get; set; }

    /// <summary>How often anything was read.</summary>
    public int Reads => _reads;

    public static void Use(EmbeddedHostBuilder builder)
    {
        builder.Services.AddSingleton<IEngagementStore>(provider =>
            new ContendedStore(provider.GetRequiredService<SqliteEngagementStore>()));
        builder.Services.AddSingleton(provider => new Backoff(provider.GetRequiredService<TimeProvider>(), () => 0));
    }

    public Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation) => IsFull
        ? throw new JournalFullException(append.Summary.Id)
        : Interlocked.Decrement(ref _outages) >= 0 ? throw new StorageUnavailableException("no answer")
        : Interlocked.Decrement(ref _refusals) >= 0 ? Task.FromResult(false) : inner.AppendAsync(append, cancellation);

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string engagement, long after, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return IsDown ? throw new IOException("The store is down.") : inner.ReadAsync(engagement, after, cancellation);
    }

    public Task<JournalPart> ReadOnAsync(string engagement, JournalHead known, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return IsDown ? throw new IOException("The store is down.") : inner.ReadOnAsync(engagement, known, cancellation);
    }

    public Task<IReadOnlyDictionary<string, Document>> ReadDocumentsAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return inner.ReadDocumentsAsync(engagement, documents, cancellation);
    }

    public Task<EngagementPage> ListAsync(EngagementQuery query, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return inner.ListAsync(query, cancellation);
    }

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
