using System.Text;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Functions.Storage.Macs;
using EmbeddedHost.Storage;
using Microsoft.Data.Sqlite;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Storage;

/// <summary>Keeps engagements in the embedded host's SQLite file. An append is one transaction: all of it, or nothing.</summary>
internal sealed class SqliteEngagementStore : IEngagementStore, IJournalSealing
{
    private const int RowsAtOnce = 256;

    private readonly SqliteFile _file;
    private readonly JournalMacs _macs;
    private readonly TimeProvider _time;
    private volatile bool _isLogToBeCleared;

    /// <summary>Opens the store, and makes its tables in a new file.</summary>
    /// <param name="file">The host's file.</param>
    /// <param name="macs">Seals journals, and tells those that were.</param>
    /// <param name="time">Says when documents are written.</param>
    public SqliteEngagementStore(SqliteFile file, JournalMacs macs, TimeProvider time)
    {
        _file = file;
        _macs = macs;
        _time = time;
        EngagementTables.Create(file);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string engagement, long after, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (end, previous, stored) = _file.ReadStored(connection =>
            (EngagementRows.End(connection, engagement), HashOf(connection, engagement, after),
                EntriesAfter(connection, engagement, after)));

        if (after > end.Length && stored.Count == 0)
            return Task.FromResult<IReadOnlyList<JournalEntry>>([]);
        if (previous is null)
            throw new JournalBrokenException(engagement, after);
        var entries = JournalChain.Verify(engagement, after, previous, stored, end.Length, end.Head);
        _macs.Verify(engagement, end.Length, end.Head, end.Mac);
        return Task.FromResult<IReadOnlyList<JournalEntry>>(entries);
    }

    /// <inheritdoc/>
    public Task<JournalPart> ReadOnAsync(string engagement, JournalHead known, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (end, after, previous, stored) = _file.ReadStored(connection =>
        {
            var hash = HashOf(connection, engagement, known.Length);
            var goesOn = hash is not null && JournalHead.Of(known.Length, hash) == known;
            var from = goesOn ? known.Length : 0;
            return (
                EngagementRows.End(connection, engagement), from, goesOn
                    ? hash! : JournalChain.Genesis, EntriesAfter(connection, engagement, from));
        });
        var entries = JournalChain.Verify(engagement, after, previous, stored, end.Length, end.Head);
        _macs.Verify(engagement, end.Length, end.Head, end.Mac);
        return Task.FromResult(new JournalPart(IsAnew: after < known.Length, entries, JournalHead.Of(end.Length, end.Head)));
    }

    /// <inheritdoc/>
    public Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation)
    {
        JournalLimits.Check(append);

        // What takes time is done here, not on the file's one writer thread.
        var entries = append.Entries.Select(FactSerializer.Serialize).ToList();
        var documents = append.Documents
            .Select(document => (document.Ref.Id, document.Salt, Content: DocumentSealer.Serialize(document.Content),
                IsReferred: entries.Exists(entry => entry.AsSpan().IndexOf(Encoding.UTF8.GetBytes(document.Ref.Id)) >= 0)))
            .ToList();
        var now = _time.GetUtcNow().UtcTicks;

        return _file.WriteStoredAsync(
            connection =>
            {
                var engagement = append.Summary.Id;
                var (length, head, _) = EngagementRows.End(connection, engagement);
                if (!append.FollowsOn(length, head))
                    return false;

                foreach (var document in documents)
                {
                    connection.Execute(
                        "INSERT INTO documents(engagement, id, salt, content, written_at, referred) VALUES($1, $2, $3, $4, $5, $6)",
                        engagement, document.Id, document.Salt, document.Content, now, document.IsReferred);
                }

                foreach (var bytes in entries)
                {
                    head = JournalChain.Next(head, bytes);
                    connection.Execute(
                        "INSERT INTO journal(engagement, number, bytes, hash) VALUES($1, $2, $3, $4)", engagement, ++length, bytes, head);
                }

                EngagementRows.Write(connection, append.Summary, length, head, _macs.Of(engagement, length, head));
                return true;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<string> JournalsAsync(CancellationToken cancellation) =>
        _file.ReadStored(EngagementRows.Ids).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task SealAsync(string engagement, CancellationToken cancellation)
    {
        var (end, stored) = _file.ReadStored(connection =>
            (EngagementRows.End(connection, engagement), EntriesAfter(connection, engagement, after: 0)));
        JournalChain.Verify(engagement, after: 0, JournalChain.Genesis, stored, end.Length, end.Head);
        var mac = _macs.Of(engagement, end.Length, end.Head);
        return _file.WriteStoredAsync(
            connection => EngagementRows.Seal(connection, engagement, end.Length, end.Head, mac), cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Document>> ReadDocumentsAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var stored = _file.ReadStored(connection => documents
            .Select(document => (document, DocumentOf(connection, engagement, document.Id))).ToList());

        var contents = new Dictionary<string, Document>(StringComparer.Ordinal);
        foreach (var (reference, found) in stored)
        {
            if (found is not { } document)
                continue;
            if (!DocumentSealer.IsReferredTo(reference, document.Salt, document.Content))
                throw new JournalBrokenException(engagement, number: 0);
            contents[reference.Id] = DocumentSealer.Deserialize(document.Content);
        }

        return Task.FromResult<IReadOnlyDictionary<string, Document>>(contents);
    }

    /// <inheritdoc/>
    public Task<EngagementPage> ListAsync(EngagementQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        cancellation.ThrowIfCancellationRequested();
        PageCursor? cursor = query.Cursor is null ? null : PageCursor.Parse(query.Cursor);

        var rows = _file.ReadStored(connection => EngagementRows.List(connection, query, cursor));
        if (rows.Count <= query.Limit)
            return Task.FromResult(new EngagementPage(rows, Next: null));
        rows.RemoveAt(query.Limit);
        return Task.FromResult(new EngagementPage(rows, new PageCursor(rows[^1].StartedAt, rows[^1].Id).ToString()));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> WakingBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        ByTime(TimeColumn.WakeAt, summary => summary.WakeAt!.Value, instant.UtcTicks, cancellation).ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> ActiveAsync(CancellationToken cancellation) =>
        ByTime(TimeColumn.StartedAtIfActive, summary => summary.StartedAt, long.MaxValue, cancellation).ToAsyncEnumerable();

    /// <inheritdoc/>
    public IAsyncEnumerable<EngagementSummary> EndedBeforeAsync(DateTimeOffset instant, CancellationToken cancellation) =>
        ByTime(TimeColumn.EndedAt, summary => summary.EndedAt!.Value, instant.UtcTicks - 1, cancellation).ToAsyncEnumerable();

    /// <inheritdoc/>
    /// <remarks>A row is written in one transaction with its facts, so none is ever behind.</remarks>
    public Task<int> RepairIndexAsync(CancellationToken cancellation) => Task.FromResult(0);

    /// <inheritdoc/>
    public async Task<int> SweepOrphansAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        var deleted = await _file.WriteStoredAsync(
            connection => connection.Execute(
                """
                DELETE FROM documents WHERE referred = 0 AND written_at < $1 AND NOT EXISTS (
                    SELECT 1 FROM journal WHERE engagement = documents.engagement AND instr(bytes, CAST(documents.id AS BLOB)) > 0)
                """,
                instant.UtcTicks),
            cancellation);
        ClearLog(hasDeleted: deleted > 0);
        return deleted;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string engagement, CancellationToken cancellation)
    {
        await _file.WriteStoredAsync(
            connection => connection.Execute("DELETE FROM documents WHERE engagement = $1", engagement)
                + connection.Execute("DELETE FROM journal WHERE engagement = $1", engagement)
                + connection.Execute("DELETE FROM engagements WHERE id = $1", engagement),
            cancellation);
        ClearLog(hasDeleted: true);
    }

    // The log keeps copies of what was deleted until it is written over. While a read goes on it cannot be emptied; the next sweep does it.
    private void ClearLog(bool hasDeleted)
    {
        if (hasDeleted || _isLogToBeCleared)
            _isLogToBeCleared = !_file.TruncateStored();
    }

    private static byte[]? HashOf(SqliteConnection connection, string engagement, long number) => number == 0
        ? JournalChain.Genesis
        : connection.Prepared("SELECT hash FROM journal WHERE engagement = $1 AND number = $2", engagement, number)
            .ExecuteScalar() as byte[];

    private static List<StoredEntry> EntriesAfter(SqliteConnection connection, string engagement, long after)
    {
        using var reader = connection
            .Prepared("SELECT number, bytes, hash FROM journal WHERE engagement = $1 AND number > $2 ORDER BY number", engagement, after)
            .ExecuteReader();
        var entries = new List<StoredEntry>();
        while (reader.Read())
            entries.Add(new StoredEntry(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<byte[]>(2)));
        return entries;
    }

    private static (byte[] Salt, byte[] Content)? DocumentOf(SqliteConnection connection, string engagement, string id)
    {
        using var reader = connection
            .Prepared("SELECT salt, content FROM documents WHERE engagement = $1 AND id = $2", engagement, id)
            .ExecuteReader();
        return reader.Read() ? (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    // In portions, so that neither memory nor a snapshot of the file is held while the caller works on what it got.
    private IEnumerable<EngagementSummary> ByTime(
        TimeColumn column, Func<EngagementSummary, DateTimeOffset> timeOf, long to, CancellationToken cancellation)
    {
        var last = (At: long.MinValue, Id: "");
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var from = last;
            var rows = _file.ReadStored(connection => EngagementRows.Next(connection, column, from, to, RowsAtOnce));
            foreach (var row in rows)
                yield return row;
            if (rows.Count < RowsAtOnce)
                yield break;
            last = (timeOf(rows[^1]).UtcTicks, rows[^1].Id);
        }
    }
}
