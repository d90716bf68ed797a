using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Records;

/// <summary>
/// Keeps small records outside the journals: what nobody has to prove later, and what belongs to no single engagement. Each is written over
/// the version that was read. Any member may throw <see cref="StorageUnavailableException"/>.
/// </summary>
internal interface IRecordStore
{
    /// <summary>A record; null if there is none of that key.</summary>
    /// <param name="key">Letters, digits, hyphens and slashes.</param>
    Task<StoredRecord?> ReadAsync(string key, CancellationToken cancellation);

    /// <summary>Writes a record.</summary>
    /// <param name="key">Letters, digits, hyphens and slashes.</param>
    /// <param name="content">What it says from now on.</param>
    /// <param name="version">The version that was read; null to write it only where there is none.</param>
    /// <returns>False when there is another version by now: read again and decide again.</returns>
    Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation);

    /// <summary>Deletes a record, whatever its version; again is harmless.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);

    /// <summary>The keys that begin so, in order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation);
}

/// <summary>A record as it is stored.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Version">Tells it from what it was before.</param>
internal sealed record StoredRecord(ReadOnlyMemory<byte> Content, string Version);
