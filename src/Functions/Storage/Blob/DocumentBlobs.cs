using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using CoachingWorkflow.Domain;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// The documents: a block blob for each, the salt in hex on its first line, then the content. They are written before the fact that
/// refers to them; a note that is there from before until after says which of them may have been left without one.
/// </summary>
/// <param name="container">Where they are.</param>
internal sealed class DocumentBlobs(BlobContainerClient container)
{
    private const int AtOnce = 8;
    private const byte NewLine = (byte)'\n';

    /// <summary>Writes documents.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="note">The note's name; it is written first.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WriteAsync(string engagement, IReadOnlyList<SealedDocument> documents, string note, CancellationToken cancellation)
    {
        var ids = string.Join('\n', documents.Select(document => document.Ref.Id));
        await UploadAsync(note, Encoding.UTF8.GetBytes(ids), cancellation);
        await Parallel.ForEachAsync(documents, Limits(cancellation), async (document, token) => await UploadAsync(
            BlobNames.Document(engagement, document.Ref.Id),
            [.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(document.Salt)), NewLine, .. DocumentSealer.Serialize(document.Content)],
            token));
    }

    /// <summary>Documents by id; one that is not there is left out.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="documents">References.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="JournalBrokenException">A document is not the one that is referred to.</exception>
    public async Task<IReadOnlyDictionary<string, Document>> ReadAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation)
    {
        var contents = new System.Collections.Concurrent.ConcurrentDictionary<string, Document>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(documents.DistinctBy(document => document.Id, StringComparer.Ordinal), Limits(cancellation), async (reference, token) =>
        {
            if (await FindAsync(BlobNames.Document(engagement, reference.Id), token) is { } stored)
                contents[reference.Id] = Open(engagement, reference, stored.ToMemory().Span);
        });
        return contents;
    }

    /// <summary>Deletes a document.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string engagement, string id, CancellationToken cancellation) =>
        await container.GetBlobClient(BlobNames.Document(engagement, id)).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <summary>Deletes all documents of an engagement.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task DeleteAllAsync(string engagement, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobNames.Documents(engagement) }, cancellation))
            await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>The names of all notes, oldest first.</summary>
    /// <param name="cancellation">Gives up.</param>
    public IAsyncEnumerable<string> NotesAsync(CancellationToken cancellation) => StorageCalls
        .ListAsync(container.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobNames.Unreferred }, cancellation).AsPages(), cancellation)
        .Select(blob => blob.Name);

    /// <summary>The ids of the documents that a note is about.</summary>
    /// <param name="note">The note's name.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string[]> ReadNoteAsync(string note, CancellationToken cancellation) =>
        (await FindAsync(note, cancellation))?.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Deletes a note: each of its documents has a fact, or is gone.</summary>
    /// <param name="note">The note's name.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task DeleteNoteAsync(string note, CancellationToken cancellation) => container.GetBlobClient(note).DeleteIfExistsAsync(cancellationToken: cancellation);

    private static ParallelOptions Limits(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private static Document Open(string engagement, DocumentRef reference, ReadOnlySpan<byte> stored)
    {
        var end = stored.IndexOf(NewLine);
        var salt = new byte[Math.Max(end, 0) / 2];
        var isHex = end >= 0 && Convert.FromHexString(Encoding.ASCII.GetString(stored[..end]), salt, out _, out _) == System.Buffers.OperationStatus.Done;
        if (!isHex || !DocumentSealer.IsReferredTo(reference, salt, stored[(end + 1)..]))
            throw new JournalBrokenException(engagement, number: 0);
        return DocumentSealer.Deserialize(stored[(end + 1)..]);
    }

    // Names are random, so a blob that is there already is this one, written by a call whose answer was lost.
    private async Task UploadAsync(string name, byte[] content, CancellationToken cancellation)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            await container.GetBlockBlobClient(name).UploadAsync(
                stream, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
        }
    }

    private async Task<BinaryData?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content;
        }
        catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
        {
            return null;
        }
    }
}
