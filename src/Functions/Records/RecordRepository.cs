using System.Text.Json.Serialization.Metadata;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Records;

/// <summary>Reads and changes records of a type.</summary>
internal sealed class RecordRepository(IRecordStore store, Backoff backoff)
{
    private const int Attempts = 20;

    /// <summary>The record; null if there is none of that key.</summary>
    public async Task<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class =>
        Read(await store.ReadAsync(key, cancellation), type);

    /// <summary>Changes a record, again where somebody else was faster.</summary>
    /// <param name="key">The record's key.</param>
    /// <param name="change">
    /// From the record as it is (null if there is none) to what it is to be; the same instance leaves it as it is.
    /// </param>
    /// <returns>The record as it is then.</returns>
    /// <exception cref="StorageUnavailableException">Others kept changing it.</exception>
    public async Task<T> UpdateAsync<T>(string key, JsonTypeInfo<T> type, Func<T?, T> change, CancellationToken cancellation)
        where T : class
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var stored = await store.ReadAsync(key, cancellation);
            var before = Read(stored, type);
            var after = change(before);
            if (ReferenceEquals(before, after)
                || await store.WriteAsync(key, RecordJson.Write(after, type), stored?.Version, cancellation))
                return after;
            await backoff.PauseAsync(attempt, Backoff.AmongWriters, cancellation);
        }

        throw new StorageUnavailableException("contended");
    }

    private static T? Read<T>(StoredRecord? stored, JsonTypeInfo<T> type)
        where T : class => stored is null ? null : RecordJson.Read(stored, type);
}
