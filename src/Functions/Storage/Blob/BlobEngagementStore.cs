using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Storage.Macs;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// Keeps engagements in blob storage (docs/adr/0010-blob-storage.md): documents first, then the facts as one block of the journal, then
/// the index row. Whatever is cut off in between leaves a whole journal; the sweep puts right the row and deletes the documents.
/// </summary>
internal sealed partial class BlobEngagementStore : IEngagementStore, IJournalSealing, IDisposable
{
    private const int Remembered = 10_000;
    private const int SearchedAtOnce = 1_000;

    private readonly JournalBlobs _journals;
    private readonly IndexBlobs _index;
    private readonly DocumentBlobs _documents;
    private readonly JournalMacs _macs;
    private readonly TimeProvider _time;
    private readonly ILogger<BlobEngagementStore> _logger;
    private readonly MemoryCache _seen = new(new MemoryCacheOptions { SizeLimit = Remembered });

    /// <summary>Opens the store.</summary>
    /// <param name="container">Where everything is; it must exist.</param>
    /// <param name="macs">Seals journals, and tells those that were.</param>
    /// <param name="time">Says when documents are written.</param>
    /// <param name="logger">Takes index rows that could not be written.</param>
    public BlobEngagementStore(
        BlobContainerClient container, JournalMacs macs, TimeProvider time, ILogger<BlobEngagementStore> logger)
    {
        _macs = macs;
        _journals = new JournalBlobs(container);
        _index = new IndexBlobs(container);
        _documents = new DocumentBlobs(container, time);
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string engagement, long after, CancellationToken cancellation) =>
        StorageCalls.RunAsync<IReadOnlyList<JournalEntry>>(
            async () => [.. (await ReadWholeAsync(engagement, cancellation)).Entries.Skip((int)Math.Min(after, int.MaxValue))],
            cancellation);

    /// <inheritdoc/>
    public Task<JournalPart> ReadOnAsync(string engagement, JournalHead known, CancellationToken cancellation)
    {
        return StorageCalls.RunAsync(
            async () =>
            {
                if (SeenOf(engagement) is { } seen && seen.Head == known && await ReadOnAsync(engagement, seen, cancellation) is { } part)
                    return part;
                var journal = await ReadWholeAsync(engagement, cancellation);
                var goesOn = known.Length <= journal.End.Length && JournalHead.Of(known.Length, journal.HeadAt(known.Length)) == known;
                IReadOnlyList<JournalEntry> entries = goesOn ? [.. journal.Entries.Skip((int)known.Length)] : journal.Entries;
                return new JournalPart(!goesOn, entries, JournalHead.Of(journal.End.Length, journal.End.Head));
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation)
    {
        JournalLimits.Check(append);
        return StorageCalls.RunAsync(() => AppendCheckedAsync(append, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> JournalsAsync(CancellationToken cancellation) =>
        _journals.ListAsync(cancellation).Where(journal => journal.Bytes > 0).Select(journal => journal.Engagement);

    /// <inheritdoc/>
    public Task SealAsync(string engagement, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            var journal = await ReadJournalAsync(engagement, cancellation);
            if (journal is not { Mac: null, Summary: { } summary })
                return false;

            // A block without entries. If somebody else was faster, that was one that seals.
            var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var (block, _) = JournalBlock.Write(
                [], journal.End.Head, summary, mark, head => _macs.Of(engagement, journal.End.Length, head));
            await _journals.AppendAsync(engagement, block, journal.End.Bytes, journal.Version, cancellation);
            _seen.Remove(engagement);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Document>> ReadDocumentsAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation)
    {
        return StorageCalls.RunAsync(() => _documents.ReadAsync(engagement, documents, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public async Task<EngagementPage> ListAsync(EngagementQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        PageCursor? cursor = query.Cursor is null ? null : PageCursor.Parse(query.Cursor);
        var prefix = BlobNames.IndexOf(query.Firm);
        var after = cursor is { } last ? prefix + BlobNames.Position(last.StartedAt, last.Id) : prefix;

        var isFromTheTop = cursor is null && query.Status is null && query.Step is null;
        var pageSize = isFromTheTop ? Math.Min(query.Limit + 1, SearchedAtOnce) : SearchedAtOnce;
        var items = await _index.ListAsync(prefix, pageSize, cancellation)
            .Where(row => string.CompareOrdinal(row.Name, after) > 0)
            .Select(row => row.Summary)
            .Where(
                summary => (query.Status is null || summary.Status == query.Status) && (query.Step is null || summary.Step == query.Step))
            .Take(query.Limit + 1)
            .ToListAsync(cancellation);
        if (items.Count <= query.Limit)
            return new EngagementPage(items, Next: null);
        items.RemoveAt(query.Limit);
        return new EngagementPage(items, new PageCursor(items[^1].StartedAt, items[^1].Id).ToString());
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> WakingBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        ByTimeAsync(summary => summary.WakeAt <= instant, summary => summary.WakeAt, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> ActiveAsync(CancellationToken cancellation) =>
        ByTimeAsync(summary => summary.Status == EngagementStatus.Active, summary => summary.StartedAt, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> EndedBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        ByTimeAsync(summary => summary.EndedAt < instant, summary => summary.EndedAt, cancellation);

    /// <inheritdoc/>
    public async Task<int> RepairIndexAsync(CancellationToken cancellation)
    {
        // Journals first: one that grows meanwhile then only seems to be behind its row.
        var journals = await _journals.ListAsync(cancellation).Where(journal => journal.Bytes > 0).ToListAsync(cancellation);
        var indexed = await _index.ListAsync(BlobNames.Index, StorageCalls.LargestPage, cancellation)
            .ToDictionaryAsync(row => row.Summary.Id, row => row.End.Bytes, StringComparer.Ordinal, cancellationToken: cancellation);

        var repaired = 0;
        foreach (var (engagement, bytes) in journals)
        {
            if (indexed.GetValueOrDefault(engagement) >= bytes)
                continue;
            repaired += await StorageCalls.RunAsync(() => RepairAsync(engagement, cancellation), cancellation) ? 1 : 0;
        }

        return repaired;
    }

    /// <inheritdoc/>
    public async Task<int> SweepOrphansAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        var deleted = 0;
        await foreach (var note in _documents.NotesAsync(cancellation))
        {
            var (writtenAt, engagement) = BlobNames.ReadUnreferred(note);
            if (writtenAt >= instant.UtcTicks)
                break;
            deleted += await StorageCalls.RunAsync(() => SweepAsync(note, engagement, cancellation), cancellation);
        }

        return deleted;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string engagement, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            // The journal goes last: from it alone, what is left of a deletion that was cut off is found and repaired, and so deleted
            // later.
            await _documents.DeleteAllAsync(engagement, cancellation);
            if ((await ReadJournalAsync(engagement, cancellation)).RowName is { } row)
                await _index.DeleteAsync(row, cancellation);
            await _journals.DeleteAsync(engagement, cancellation);
            _seen.Remove(engagement);
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _seen.Dispose();
        _documents.Dispose();
    }

    private async Task<bool> AppendCheckedAsync(JournalAppend append, CancellationToken cancellation)
    {
        var engagement = append.Summary.Id;
        if (await BeforeAsync(append, cancellation) is not { } before)
            return false;

        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var entries = append.Entries.Select(FactSerializer.Serialize).ToList();
        var length = append.ExpectedLength + entries.Count;
        var (block, head) = JournalBlock.Write(
            entries, before.End.Head, append.Summary, mark, last => _macs.Of(engagement, length, last));

        var note = append.Documents.Count == 0 ? null : BlobNames.UnreferredBy(_time.GetUtcNow(), engagement, mark);
        if (note is not null)
            await _documents.WriteAsync(engagement, append.Documents, note, cancellation);
        if (await _journals.AppendAsync(engagement, block, before.End.Bytes, before.Version, cancellation) is not { } version)
        {
            if (note is not null)
                await TidyAsync(() => ForgetAsync(engagement, append.Documents, note), engagement);
            return false;
        }

        // The facts are recorded, so the caller hears so, whatever becomes of the rest.
        var end = new JournalEnd(length, before.End.Bytes + block.Length, head);
        var after = new SeenJournal(end, JournalBlock.LastLine(block).ToArray(), version, before.Row);
        Remember(engagement, after);
        var row = new IndexRow(append.Summary, end, ETag: null);
        await TidyAsync(
            async () =>
                Remember(engagement, after with { Row = await _index.WriteAsync(row, before.Row, CancellationToken.None) }), engagement);
        if (note is not null && append.Documents.All(document => IsReferred(document.Ref.Id, entries)))
            await TidyAsync(() => _documents.DeleteNoteAsync(note, CancellationToken.None), engagement);
        return true;
    }

    // The journal before the append, if it is the expected one as far as can be told.
    private async Task<SeenJournal?> BeforeAsync(JournalAppend append, CancellationToken cancellation)
    {
        var engagement = append.Summary.Id;
        if (append.ExpectedLength == 0)
            return await _journals.CreateAsync(engagement, cancellation) ? SeenJournal.Empty : null;
        if (SeenOf(engagement) is not { } known || known.End.Length < append.ExpectedLength)
            await ReadWholeAsync(engagement, cancellation);
        return SeenOf(engagement) is { } seen && append.FollowsOn(seen.End.Length, seen.End.Head) ? seen : null;
    }

    private async Task ForgetAsync(string engagement, IReadOnlyList<SealedDocument> documents, string note)
    {
        await _documents.EraseAsync(engagement, [.. documents.Select(document => document.Ref.Id)], CancellationToken.None);
        await _documents.DeleteNoteAsync(note, CancellationToken.None);
    }

    // What the sweep would do as well, if it cannot be done now.
    private async Task TidyAsync(Func<Task> work, string engagement)
    {
        try
        {
            await StorageCalls.RunAsync(
                async () =>
                {
                    await work();
                    return true;
                },
                CancellationToken.None);
        }
        catch (StorageUnavailableException unavailable)
        {
            LogLeftToTheSweep(engagement, unavailable.Message);
        }
    }

    private async Task<bool> RepairAsync(string engagement, CancellationToken cancellation)
    {
        try
        {
            var journal = await ReadWholeAsync(engagement, cancellation);
            if (journal.Summary is not { } summary)
                return false;
            var row = new IndexRow(summary, journal.End, ETag: null);
            await _index.WriteAsync(row, await _index.FindAsync(row.Name, cancellation), cancellation);
            return true;
        }
        catch (JournalBrokenException broken)
        {
            // All other engagements are to be swept nevertheless.
            LogBroken(engagement, broken.Message);
            return false;
        }
    }

    private async Task<int> SweepAsync(string note, string engagement, CancellationToken cancellation)
    {
        var ids = await _documents.ReadNoteAsync(note, cancellation);
        var journal = await _journals.ReadAsync(engagement, from: 0, cancellation);
        var orphans = ids.Where(id => journal is null || journal.Value.Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(id)) < 0).ToList();
        var deleted = await _documents.EraseAsync(engagement, orphans, cancellation);
        await _documents.DeleteNoteAsync(note, cancellation);
        return deleted;
    }

    // What came after what was seen: nothing, as a rule. Null if what was seen is no longer there.
    private async Task<JournalPart?> ReadOnAsync(string engagement, SeenJournal seen, CancellationToken cancellation)
    {
        if (await _journals.ReadAsync(engagement, seen.LastLineAt, cancellation) is not { } content
            || !content.Bytes.Span.StartsWith(seen.LastLine))
            return null;
        var (stored, _, mac) = JournalBlock.Read(engagement, content.Bytes.Span[seen.LastLine.Length..], seen.End.Length);
        var head = stored.Count > 0 ? stored[^1].Hash : seen.End.Head;
        var entries = JournalChain.Verify(engagement, seen.End.Length, seen.End.Head, stored, seen.End.Length + stored.Count, head);
        var end = new JournalEnd(seen.End.Length + stored.Count, seen.LastLineAt + content.Bytes.Length, head);
        if (end.Bytes > seen.End.Bytes)
            _macs.Verify(engagement, end.Length, head, mac);
        var now = new SeenJournal(end, JournalBlock.LastLine(content.Bytes.Span).ToArray(), content.ETag, seen.Row);
        if (ReferenceEquals(SeenOf(engagement), seen))
            Remember(engagement, now);
        return new JournalPart(IsAnew: false, entries, now.Head);
    }

    private async Task<WholeJournal> ReadWholeAsync(string engagement, CancellationToken cancellation)
    {
        var (journal, row) = await ReadWithRowAsync(engagement, cancellation);
        _macs.Verify(engagement, journal.End.Length, journal.End.Head, journal.Mac);

        // Somebody may have appended and written the row between the two reads; if not, facts are missing at the end.
        if (row is not null && row.End.Bytes > journal.End.Bytes)
        {
            journal = await ReadJournalAsync(engagement, cancellation);
            _macs.Verify(engagement, journal.End.Length, journal.End.Head, journal.Mac);
        }

        if (row is not null && row.End.Length > 0 && journal.HeadAt(row.End.Length) is var head
            && !row.End.Head.AsSpan().SequenceEqual(head))
            throw new JournalBrokenException(engagement, Math.Min(row.End.Length, journal.End.Length + 1));

        if (journal.End.Length > 0)
            Remember(engagement, new SeenJournal(journal.End, journal.LastLine, journal.Version, row));
        else
            _seen.Remove(engagement);
        return journal;
    }

    private async Task<(WholeJournal Journal, IndexRow? Row)> ReadWithRowAsync(string engagement, CancellationToken cancellation)
    {
        if (SeenOf(engagement) is { Row.Name: { } known })
        {
            var row = _index.FindAsync(known, cancellation);
            return (await ReadJournalAsync(engagement, cancellation), await row);
        }

        var journal = await ReadJournalAsync(engagement, cancellation);
        return (journal, journal.RowName is { } name ? await _index.FindAsync(name, cancellation) : null);
    }

    private async Task<WholeJournal> ReadJournalAsync(string engagement, CancellationToken cancellation)
    {
        if (await _journals.ReadAsync(engagement, from: 0, cancellation) is not { Bytes.IsEmpty: false } content)
            return WholeJournal.Empty;
        var (stored, summary, mac) = JournalBlock.Read(engagement, content.Bytes.Span, after: 0);
        var head = stored.Count > 0 ? stored[^1].Hash : JournalChain.Genesis;
        var entries = JournalChain.Verify(engagement, after: 0, JournalChain.Genesis, stored, stored.Count, head);
        var end = new JournalEnd(stored.Count, content.Bytes.Length, head);
        return new WholeJournal(entries, stored, end, summary)
        {
            LastLine = JournalBlock.LastLine(content.Bytes.Span).ToArray(),
            Version = content.ETag,
            Mac = mac,
        };
    }

    private SeenJournal? SeenOf(string engagement) => _seen.Get<SeenJournal>(engagement);

    private void Remember(string engagement, SeenJournal seen) => _seen.Set(engagement, seen, new MemoryCacheEntryOptions { Size = 1 });

    private static bool IsReferred(string id, List<byte[]> entries) =>
        entries.Exists(entry => entry.AsSpan().IndexOf(Encoding.UTF8.GetBytes(id)) >= 0);

    private async IAsyncEnumerable<EngagementSummary> ByTimeAsync(
        Func<EngagementSummary, bool> condition,
        Func<EngagementSummary, DateTimeOffset?> timeOf,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await _index.ListAsync(BlobNames.Index, StorageCalls.LargestPage, cancellation).Select(row => row.Summary)
            .Where(condition).ToListAsync(cancellation);
        foreach (var summary in found.OrderBy(timeOf).ThenBy(summary => summary.Id, StringComparer.Ordinal))
            yield return summary;
    }

    [LoggerMessage(1301, LogLevel.Warning, "Engagement {Engagement} is recorded; its index row or notes are left to the sweep: {Reason}")]
    private partial void LogLeftToTheSweep(string engagement, string reason);

    [LoggerMessage(1302, LogLevel.Critical, "Engagement {Engagement} keeps no index row: {Reason}")]
    private partial void LogBroken(string engagement, string reason);
}
