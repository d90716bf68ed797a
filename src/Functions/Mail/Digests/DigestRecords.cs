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

    /// <summary>
    /// Writes over a list, unless it has changed since it was read: an activity may run a second time beside the first.
    /// </summary>
    /// <param name="list">What it is to be, with the edition that was read.</param>
    /// <returns>The list as it is then; null if it had changed.</returns>
    public async Task<DigestList?> ReplaceListAsync(DigestListId id, DigestList list, CancellationToken cancellation)
    {
        var isUnchanged = false;
        var present = await records.UpdateAsync(
            id.Key, RecordJson.Default.DigestList,
            before =>
            {
                isUnchanged = before is null || before.Edition == list.Edition;
                return isUnchanged ? list with { Edition = list.Edition + 1 } : before!;
            },
            cancellation);
        return isUnchanged ? present : null;
    }

    /// <summary>Notes that the mail server has a list's mail, whatever else was noted meanwhile: that it has is final.</summary>
    public Task<DigestList> NoteSentAsync(DigestListId id, DigestList list, CancellationToken cancellation) => records.UpdateAsync(
        id.Key, RecordJson.Default.DigestList,
        before => before is { Outcome: not null }
            ? before : list with { Edition = (before?.Edition ?? list.Edition) + 1, Outcome = DigestOutcome.Sent },
        cancellation);

    public Task DeleteListAsync(DigestListId list, CancellationToken cancellation) => store.DeleteAsync(list.Key, cancellation);

    private static string Row(string digest, string engagement) => $"{Rows}{digest}/{engagement}";
}
