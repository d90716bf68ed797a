using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>The journals: an append blob for each, a block for each append.</summary>
/// <param name="container">Where they are.</param>
internal sealed class JournalBlobs(BlobContainerClient container)
{
    /// <summary>A journal's content; null if there is none.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="from">From which byte on; empty if it ends before.</param>
    public async Task<JournalContent?> ReadAsync(string engagement, long from, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(from) };
            var read = (await Client(engagement).DownloadContentAsync(options, cancellation)).Value;
            return new JournalContent(read.Content.ToMemory(), read.Details.ETag);
        }
        catch (RequestFailedException nothing) when (nothing.Status == 416)
        {
            return new JournalContent(ReadOnlyMemory<byte>.Empty, ETag: null);
        }
        catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
        {
            return null;
        }
    }

    /// <summary>Makes an empty journal.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <returns>Whether there is an empty journal now; false if it has entries.</returns>
    public async Task<bool> CreateAsync(string engagement, CancellationToken cancellation)
    {
        var options = new AppendBlobCreateOptions { Conditions = new AppendBlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await Client(engagement).CreateAsync(options, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return (await Client(engagement).GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength == 0;
        }
    }

    /// <summary>Appends a block at a position.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="block">The block; no other append's is equal to it.</param>
    /// <param name="position">Where the journal has to end.</param>
    /// <param name="version">Which version it has to be: another one may happen to end there too. None for an empty journal.</param>
    /// <returns>The version after the append; null if the journal is not as it has to be.</returns>
    public async Task<ETag?> AppendAsync(string engagement, byte[] block, long position, ETag? version, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream(block, writable: false);
            var conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position, IfMatch = version };
            return (await Client(engagement).AppendBlockAsync(
                content, new AppendBlobAppendBlockOptions { Conditions = conditions }, cancellation)).Value.ETag;
        }
        catch (RequestFailedException refused) when (refused.Status == 412)
        {
            // The client tries again by itself when no answer came: what stands there may be this very block.
            return await StandsAtAsync(engagement, block, position, cancellation);
        }
        catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
        {
            return null;
        }
    }

    /// <summary>Each journal's engagement and how many bytes it has.</summary>
    public IAsyncEnumerable<(string Engagement, long Bytes)> ListAsync(CancellationToken cancellation) => StorageCalls
        .ListAsync(container.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobNames.Journals }, cancellation).AsPages(), cancellation)
        .Select(blob => (blob.Name[BlobNames.Journals.Length..], blob.Properties.ContentLength ?? 0));

    /// <summary>Deletes a journal.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public Task DeleteAsync(string engagement, CancellationToken cancellation) =>
        Client(engagement).DeleteIfExistsAsync(cancellationToken: cancellation);

    private async Task<ETag?> StandsAtAsync(string engagement, byte[] block, long position, CancellationToken cancellation)
    {
        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(position, block.Length) };
            var standing = (await Client(engagement).DownloadContentAsync(options, cancellation)).Value;
            return standing.Content.ToMemory().Span.SequenceEqual(block) ? standing.Details.ETag : null;
        }
        catch (RequestFailedException nothing) when (nothing.Status == 416 || StorageCalls.IsMissing(nothing))
        {
            return null;
        }
    }

    private AppendBlobClient Client(string engagement) => container.GetAppendBlobClient(BlobNames.Journal(engagement));
}

/// <summary>What stands in a journal's blob.</summary>
/// <param name="Bytes">Its content, or the end of it.</param>
/// <param name="ETag">Which version of the blob this is; none if there was nothing to read.</param>
internal readonly record struct JournalContent(ReadOnlyMemory<byte> Bytes, ETag? ETag);
