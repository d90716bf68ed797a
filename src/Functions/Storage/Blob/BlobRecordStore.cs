using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CoachingWorkflow.Functions.Records;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Keeps each record in a block blob, whose ETag is the version.</summary>
/// <param name="container">Where they are.</param>
internal sealed class BlobRecordStore(BlobContainerClient container) : IRecordStore
{
    /// <inheritdoc/>
    public Task<StoredRecord?> ReadAsync(string key, CancellationToken cancellation) => StorageCalls.RunAsync(
        async () =>
        {
            try
            {
                var stored = (await Blob(key).DownloadContentAsync(cancellation)).Value;
                return new StoredRecord(stored.Content.ToMemory(), stored.Details.ETag.ToString());
            }
            catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
            {
                return null;
            }
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellation) =>
        StorageCalls.RunAsync(
            async () =>
            {
                var conditions = version is null
                    ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                    : new BlobRequestConditions { IfMatch = new ETag(version) };
                try
                {
                    await Blob(key).UploadAsync(
                        BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions }, cancellation);
                    return true;
                }
                catch (RequestFailedException changed) when (changed.Status is 409 or 412)
                {
                    return false;
                }
            },
            cancellation);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellation) => StorageCalls.RunAsync(
        () => Blob(key).DeleteIfExistsAsync(cancellationToken: cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, BlobNames.Records + prefix, cancellation).AsPages(pageSizeHint: StorageCalls.LargestPage);
        await foreach (var blob in StorageCalls.ListAsync(pages, cancellation))
            yield return blob.Name[BlobNames.Records.Length..];
    }

    private BlobClient Blob(string key) => container.GetBlobClient(BlobNames.Records + key);
}
