using System.Collections.Concurrent;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// The documents: a block blob for those that were written together, two lines each: its id and the salt in hex, then the content.
/// (The earlier form had a blob for each document, and no id.) They are written before the facts that refer to them; a note that is
/// there from before until after says which of them may have been left without one.
/// </summary>
/// <param name="container">Where they are.</param>
/// <param name="time">Says how long they are remembered.</param>
internal sealed class DocumentBlobs(BlobContainerClient container, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;

    private readonly DocumentMemory _memory = new(time);

    /// <summary>Writes documents.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="documents">The documents; of one pack, all.</param>
    /// <param name="note">The note's name; it is written first.</param>
    public async Task WriteAsync(string engagement, IReadOnlyList<SealedDocument> documents, string note, CancellationToken cancellation)
    {
        var ids = string.Join('\n', documents.Select(document => document.Ref.Id));
        await UploadAsync(note, Encoding.UTF8.GetBytes(ids), cancellation);
        var packs = documents.GroupBy(document => BlobNames.Document(engagement, document.Ref.Id), StringComparer.Ordinal);
        await Parallel.ForEachAsync(packs, Limits(cancellation), async (pack, token) =>
        {
            var content = DocumentPack.Of(pack).Bytes;
            await UploadAsync(pack.Key, content, token);
            _memory.Keep(pack.Key, content);
        });
    }

    /// <summary>Documents by id; one that is not there is left out.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="documents">References.</param>
    /// <exception cref="JournalBrokenException">A document is not the one that is referred to.</exception>
    public async Task<IReadOnlyDictionary<string, Document>> ReadAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation)
    {
        var contents = new ConcurrentDictionary<string, Document>(StringComparer.Ordinal);
        var packs = documents.GroupBy(document => BlobNames.Document(engagement, document.Id), StringComparer.Ordinal);
        await Parallel.ForEachAsync(packs, Limits(cancellation), async (references, token) =>
        {
            if (await ReadPackAsync(references.Key, token) is not { } pack)
                return;
            foreach (var reference in references)
            {
                if (pack.Find(engagement, reference) is { } document)
                    contents[reference.Id] = document;
            }
        });
        return contents;
    }

    /// <summary>Deletes documents; others that were written along with them stay.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="ids">The documents' ids.</param>
    /// <returns>How many were there.</returns>
    public async Task<int> EraseAsync(string engagement, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var pack in ids.GroupBy(id => BlobNames.Document(engagement, id), StringComparer.Ordinal))
        {
            _memory.Forget(pack.Key);
            if (await FindAsync(pack.Key, cancellation) is not { } stored)
                continue;
            var (left, count) = DocumentPack.Read(pack.Key, stored.Content.ToArray()).Without(pack);
            erased += count;
            var blob = container.GetBlobClient(pack.Key);
            var unchanged = new BlobRequestConditions { IfMatch = stored.Details.ETag };
            if (left.IsEmpty)
                await blob.DeleteIfExistsAsync(conditions: unchanged, cancellationToken: cancellation);
            else if (count > 0)
                await blob.UploadAsync(BinaryData.FromBytes(left.Bytes), new BlobUploadOptions { Conditions = unchanged }, cancellation);
        }

        return erased;
    }

    /// <summary>Deletes all documents of an engagement.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public async Task DeleteAllAsync(string engagement, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobNames.Documents(engagement) }, cancellation))
        {
            _memory.Forget(blob.Name);
            await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>The names of all notes, oldest first.</summary>
    public IAsyncEnumerable<string> NotesAsync(CancellationToken cancellation) => StorageCalls
        .ListAsync(container.GetBlobsAsync(new GetBlobsOptions { Prefix = BlobNames.Unreferred }, cancellation).AsPages(), cancellation)
        .Select(blob => blob.Name);

    /// <summary>The ids of the documents that a note is about.</summary>
    /// <param name="note">The note's name.</param>
    public async Task<string[]> ReadNoteAsync(string note, CancellationToken cancellation) =>
        (await FindAsync(note, cancellation))?.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Deletes a note: each of its documents has a fact, or is gone.</summary>
    /// <param name="note">The note's name.</param>
    public Task DeleteNoteAsync(string note, CancellationToken cancellation) =>
        container.GetBlobClient(note).DeleteIfExistsAsync(cancellationToken: cancellation);

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private static ParallelOptions Limits(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private async Task<DocumentPack?> ReadPackAsync(string name, CancellationToken cancellation)
    {
        if (_memory.Find(name) is not { } content)
        {
            if (await FindAsync(name, cancellation) is not { } stored)
                return null;
            content = stored.Content.ToArray();
            _memory.Keep(name, content);
        }

        return DocumentPack.Read(name, content);
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

    private async Task<BlobDownloadResult?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value;
        }
        catch (RequestFailedException missing) when (StorageCalls.IsMissing(missing))
        {
            return null;
        }
    }
}
