using Azure.Storage.Blobs;
using CoachingWorkflow.Functions.Confirmations;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Remembers confirmed changes of addresses by an empty blob for each.</summary>
/// <param name="container">Where they are.</param>
internal sealed class BlobConfirmedAddresses(BlobContainerClient container) : IConfirmedAddresses
{
    /// <inheritdoc/>
    public Task AddAsync(string key, CancellationToken cancellation) => StorageCalls.RunAsync(
        () =>
            container.GetBlobClient(BlobNames.ConfirmedAddress(key)).UploadAsync(Stream.Null, overwrite: true, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> HasAsync(string key, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () => (await container.GetBlobClient(BlobNames.ConfirmedAddress(key)).ExistsAsync(cancellation)).Value, cancellation);
}
