using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>Reads engagements: folds the journal, and remembers the folded state so that only new facts are read next time.</summary>
/// <param name="store">Holds the journals.</param>
/// <param name="damaged">Takes those that cannot be read.</param>
internal sealed class EngagementReader(IEngagementStore store, DamagedJournals damaged) : IDisposable
{
    private const int MostRemembered = 2_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostRemembered });

    /// <summary>The engagement as its journal says now; <see cref="Engagement.None"/> if there is none.</summary>
    /// <param name="id">The engagement's id.</param>
    public async Task<Engagement> ReadAsync(string id, CancellationToken cancellation) => (await LookAsync(id, cancellation)).Engagement;

    /// <summary>As <see cref="ReadAsync"/>, with the journal's head.</summary>
    /// <param name="id">The engagement's id.</param>
    public async Task<KnownEngagement> LookAsync(string id, CancellationToken cancellation)
    {
        var known = Remembered(id) ?? KnownEngagement.None;
        var part = await NotingDamageAsync(() => store.ReadOnAsync(id, known.Head, cancellation));
        damaged.Verified(id);
        if (part.Head == known.Head)
            return known;
        if (part.Head.Length == 0)
        {
            Forget(id);
            return KnownEngagement.None;
        }

        var engagement = part.Entries.Aggregate(part.IsAnew ? Engagement.None : known.Engagement, (state, entry) => state.Apply(entry));
        return engagement.Id == id ? Remember(new KnownEngagement(engagement, part.Head)) : throw new JournalBrokenException(id, number: 1);
    }

    /// <summary>
    /// The engagement as it was when it was last read or appended to here; others may have appended since. Null if it never was.
    /// </summary>
    /// <param name="id">The engagement's id.</param>
    public KnownEngagement? Remembered(string id) => _cache.Get<KnownEngagement>(id);

    /// <summary>The engagement as it was after an entry of its journal.</summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="number">The entry's number.</param>
    public async Task<(Engagement Engagement, IReadOnlyList<JournalEntry> Journal)> ReadAsOfAsync(
        string id, long number, CancellationToken cancellation)
    {
        var journal = await NotingDamageAsync(() => store.ReadAsync(id, after: 0, cancellation));
        var entries = journal.Where(entry => entry.Number <= number).ToList();
        return (Engagement.From(entries), entries);
    }

    /// <summary>Remembers a state that was just read or appended.</summary>
    /// <param name="known">The state, equal to what the journal folds to.</param>
    public KnownEngagement Remember(KnownEngagement known)
    {
        return _cache.Set(known.Engagement.Id, known, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>Forgets a deleted engagement.</summary>
    /// <param name="id">The engagement's id.</param>
    public void Forget(string id) => _cache.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => _cache.Dispose();

    private async Task<T> NotingDamageAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (JournalBrokenException broken)
        {
            damaged.Found(broken);
            throw;
        }
    }
}

/// <summary>An engagement, and the head of the journal that it was folded from.</summary>
/// <param name="Engagement">The engagement.</param>
/// <param name="Head">The head.</param>
internal sealed record KnownEngagement(Engagement Engagement, JournalHead Head)
{
    /// <summary>Nothing is known.</summary>
    public static KnownEngagement None { get; } = new(Engagement.None, JournalHead.None);
}
