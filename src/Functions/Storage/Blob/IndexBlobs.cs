using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>The index rows of all engagements.</summary>
/// <param name="container">Where they are.</param>
internal sealed class IndexBlobs(BlobContainerClient container)
{
    /// <summary>A row; null if there is none.</summary>
    /// <param name="name">The row's name.</param>
    public async Task<IndexRow?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var properties = await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellation);
            return IndexRow.Read(name, properties.Value.Metadata, properties.Value.ETag);
        }
        catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
        {
            return null;
        }
    }

    /// <summary>Writes a row, unless one of a longer journal is there.</summary>
    /// <param name="row">The row.</param>
    /// <param name="known">The row that was there a moment ago.</param>
    /// <returns>The row that is there now.</returns>
    public async Task<IndexRow> WriteAsync(IndexRow row, IndexRow? known, CancellationToken cancellation)
    {
        while (known is null || known.End.Length <= row.End.Length)
        {
            var conditions = known?.ETag is { } etag
                ? new BlobRequestConditions { IfMatch = etag } : new BlobRequestConditions { IfNoneMatch = ETag.All };
            try
            {
                var written = await container.GetBlockBlobClient(row.Name).UploadAsync(
                    Stream.Null, new BlobUploadOptions { Metadata = row.Metadata, Conditions = conditions }, cancellation);
                return row with { ETag = written.Value.ETag };
            }
            catch (RequestFailedException changed) when (changed.Status is 409 or 412)
            {
                known = await FindAsync(row.Name, cancellation);
            }
        }

        return known;
    }

    /// <summary>Rows, in the order of their names.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="pageSize">How many to get with one call.</param>
    public IAsyncEnumerable<IndexRow> ListAsync(string prefix, int pageSize, CancellationToken cancellation) => StorageCalls
        .ListAsync(
            container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix }, cancellation)
                .AsPages(continuationToken: null, pageSize),
            cancellation)
        .Select(blob => IndexRow.Read(blob.Name, blob.Metadata, blob.Properties.ETag));

    /// <summary>Deletes a row.</summary>
    /// <param name="name">The row's name.</param>
    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation);
}
