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

    /// <summary>The rows of a digest, by engagement, in the order of their ids.</summary>
    public async Task<IReadOnlyList<(string Engagement, DigestRow Row)>> RowsAsync(string digest, CancellationToken cancellation)
    {
        var rows = new List<(string, DigestRow)>();
        await foreach (var key in store.ListAsync($"{Rows}{digest}/", cancellation))
        {
            if (await records.ReadAsync(key, RecordJson.Default.DigestRow, cancellation) is { } row)
                rows.Add((key[(key.LastIndexOf('/') + 1)..], row));
        }

        return rows;
    }

    /// <summary>The digests that have rows, each with its times.</summary>
    public async Task<IReadOnlyDictionary<string, DigestRow>> OpenAsync(CancellationToken cancellation)
    {
        var open = new Dictionary<string, DigestRow>(StringComparer.Ordinal);
        await foreach (var key in store.ListAsync(Rows, cancellation))
        {
            var digest = key.Split('/')[1];
            if (!open.ContainsKey(digest) && await records.ReadAsync(key, RecordJson.Default.DigestRow, cancellation) is { } row)
                open.Add(digest, row);
        }

        return open;
    }

    /// <summary>A list; null if there is none.</summary>
    public Task<DigestList?> FindListAsync(DigestListId list, CancellationToken cancellation) =>
        records.ReadAsync(list.Key, RecordJson.Default.DigestList, cancellation);

    /// <summary>All lists of all digests.</summary>
    public async IAsyncEnumerable<(DigestListId Id, DigestList List)> ListsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var key in store.ListAsync(DigestListId.All, cancellation))
        {
            if (await records.ReadAsync(key, RecordJson.Default.DigestList, cancellation) is { } list)
                yield return (DigestListId.Parse(key)!, list);
        }
    }

    /// <summary>Changes a list, or makes it.</summary>
    /// <param name="change">From the list as it is (null if there is none) to what it is to be.</param>
    public Task<DigestList> UpdateListAsync(
        DigestListId list, Func<DigestList?, DigestList> change, CancellationToken cancellation) =>
        records.UpdateAsync(list.Key, RecordJson.Default.DigestList, change, cancellation);

    public Task DeleteListAsync(DigestListId list, CancellationToken cancellation) => store.DeleteAsync(list.Key, cancellation);

    private static string Row(string digest, string engagement) => $"{Rows}{digest}/{engagement}";
}
