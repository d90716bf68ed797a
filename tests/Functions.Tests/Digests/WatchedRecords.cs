using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Tests.Digests;

/// <summary>Tells of every record that is written.</summary>
internal sealed class WatchedRecords(IRecordStore inner, Action<string> written) : IRecordStore
{
    public Task<StoredRecord?> ReadAsync(string key, CancellationToken cancellation) => inner.ReadAsync(key, cancellation);

    public async Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation)
    {
        var isWritten = await inner.WriteAsync(key, content, version, cancellation);
        written(key);
        return isWritten;
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) => inner.DeleteAsync(key, cancellation);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);
}
