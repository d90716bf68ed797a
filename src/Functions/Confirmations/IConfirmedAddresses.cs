using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Confirmations;

/// <summary>
/// Remembers confirmed changes of addresses by keys that tell nothing. Any member may throw <see cref="StorageUnavailableException"/>.
/// </summary>
public interface IConfirmedAddresses
{
    /// <summary>Remembers a key; again is harmless.</summary>
    /// <param name="key">Lower-case hex.</param>
    Task AddAsync(string key, CancellationToken cancellation);

    /// <summary>Whether a key is remembered.</summary>
    /// <param name="key">Lower-case hex.</param>
    Task<bool> HasAsync(string key, CancellationToken cancellation);
}
