using CoachingWorkflow.Functions.Orchestration;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>Keeps the rows of digests, which say of which engagements something is to be told, and their lists.</summary>
internal sealed class DigestRecords(IRecordStore store, RecordRepository records)
{
    private const string Rows = "digests/";

    /// <summary>Writes an engagement's row, if it is not there.</summary>
    public Task AddRowAsync(string digest, string engagement, DigestRow row, CancellationToken cancellation) =>
        store.WriteAsync(Row(digest, engagement), RecordJson.Write(row, RecordJson.Default.DigestRow), version: null, cancellation);

    public Task DeleteRowAsync(string digest, string engagement, CancellationToken cancellation) =>
        store.DeleteAsync(Row(digest, engagement), cancellation);

    /// <summary>The engagements that have rows in a digest, in the order of their ids.</summary>
    public ValueTask<List<string>> EngagementsAsync(string digest, CancellationToken cancellation) =>
        store.ListAsync($"{Rows}{digest}/", cancellation).Select(key => key[(key.LastIndexOf('/') + 1)..]).ToListAsync(cancellation);

    /// <summary>An engagement's row; null if there is none.</summary>
    public Task<DigestRow?> FindRowAsync(string digest, string engagement, CancellationToken cancellation) =>
        records.ReadAsync(Row(digest, engagement), RecordJson.Default.DigestRow, cancellation);

    /// <summary>The digests that have rows.</summary>
    public ValueTask<HashSet<string>> OpenAsync(CancellationToken cancellation) =>
        store.ListAsync(Rows, cancellation).Select(key => key.Split('/')[1]).ToHashSetAsync(StringComparer.Ordinal, cancellation);

    /// <summary>A list; null if there is none.</summary>
    public Task<DigestList?> FindListAsync(DigestListId list, CancellationToken cancellation) =>
        records.ReadAsync(list.Key, RecordJson.Default.DigestList, cancellation);

    /// <summary>The lists of all digests.</summary>
    public IAsyncEnumerable<DigestListId> ListsAsync(CancellationToken cancellation) =>
        store.ListAsync(DigestListId.All, cancellation).Select(key => DigestListId.Parse(key)!);

    /// <summary>Makes a list, unless there is one.</summary>
    /// <returns>Whether it was made.</returns>
    public Task<bool> AddListAsync(DigestListId id, DigestList list, CancellationToken cancellation) =>
        store.WriteAsync(id.Key, RecordJson.Write(list, RecordJson.Default.DigestList), version: null, cancellation);

    /// <summary>Writes over a list.</summary>
    public Task<DigestList> ReplaceListAsync(DigestListId id, DigestList list, CancellationToken cancellation) =>
        records.UpdateAsync(id.Key, RecordJson.Default.DigestList, _ => list, cancellation);

    public Task DeleteListAsync(DigestListId list, CancellationToken cancellation) => store.DeleteAsync(list.Key, cancellation);

    private static string Row(string digest, string engagement) => $"{Rows}{digest}/{engagement}";
}
