using CoachingWorkflow.Domain;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Reads engagements: folds the journal, and remembers the folded state so that only new facts are read next time.</summary>
/// <param name="store">Holds the journals.</param>
public sealed class EngagementReader(IEngagementStore store) : IDisposable
{
    private const int Remembered = 2_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = Remembered });

    /// <summary>The engagement as its journal says now; <see cref="Engagement.None"/> if there is none.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Engagement> ReadAsync(string id, CancellationToken cancellation)
    {
        var known = _cache.Get<Engagement>(id) ?? Engagement.None;
        var entries = await store.ReadAsync(id, known.Length, cancellation);
        if (entries.Count == 0)
            return known;

        var engagement = entries.Aggregate(known, (state, entry) => state.Apply(entry));
        return engagement.Id == id ? Remember(engagement) : throw new JournalBrokenException(id, number: 1);
    }

    /// <summary>The engagement as it was after an entry of its journal.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="number">The entry's number.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(Engagement Engagement, IReadOnlyList<JournalEntry> Journal)> ReadAsOfAsync(
        string id, long number, CancellationToken cancellation)
    {
        var journal = await store.ReadAsync(id, after: 0, cancellation);
        var entries = journal.Where(entry => entry.Number <= number).ToList();
        return (Engagement.From(entries), entries);
    }

    /// <summary>Remembers a state that was just appended.</summary>
    /// <param name="engagement">The state, equal to what the journal folds to.</param>
    public Engagement Remember(Engagement engagement)
    {
        _cache.Set(engagement.Id, engagement, new MemoryCacheEntryOptions { Size = 1 });
        return engagement;
    }

    /// <summary>Forgets a deleted engagement.</summary>
    /// <param name="id">The engagement's id.</param>
    public void Forget(string id) => _cache.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();
}
