using System.Buffers;
using System.Text;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// The documents of one blob. Each is two lines: its id, a space and its salt in hex; its content. A document that was sealed alone, as
/// all were once, has only the salt on its first line: the blob is called as it is.
/// </summary>
internal sealed class DocumentPack
{
    private const byte NewLine = (byte)'\n';
    private const byte Space = (byte)' ';

    private readonly IReadOnlyList<Packed> _documents;

    private DocumentPack(IReadOnlyList<Packed> documents) => _documents = documents;

    /// <summary>Whether nothing is left in it.</summary>
    public bool IsEmpty => _documents.Count == 0;

    /// <summary>What its blob holds.</summary>
    public byte[] Bytes
    {
        get
        {
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var document in _documents)
            {
                bytes.Write(document.FirstLine);
                bytes.Write([NewLine]);
                bytes.Write(document.Content.Span);
                bytes.Write([NewLine]);
            }

            return bytes.WrittenSpan.ToArray();
        }
    }

    /// <summary>A pack to be written.</summary>
    /// <param name="documents">All of its documents.</param>
    public static DocumentPack Of(IEnumerable<SealedDocument> documents) => new(
        [.. documents.Select(document => new Packed(
            document.Ref.Id, Convert.ToHexStringLower(document.Salt), DocumentSealer.Serialize(document.Content)))]);

    /// <summary>Reads a pack. What is broken in it is found when a document is.</summary>
    /// <param name="name">The blob's name, which ends with the id of a document that is alone.</param>
    /// <param name="content">The blob's content.</param>
    public static DocumentPack Read(string name, ReadOnlyMemory<byte> content)
    {
        var documents = new List<Packed>();
        while (!content.IsEmpty)
        {
            var firstLine = Encoding.UTF8.GetString(TakeLine(ref content).Span);
            var space = firstLine.IndexOf((char)Space, StringComparison.Ordinal);
            var id = space < 0 ? name[(name.LastIndexOf('/') + 1)..] : firstLine[..space];
            documents.Add(new Packed(id, firstLine[(space + 1)..], TakeLine(ref content)));
        }

        return new DocumentPack(documents);
    }

    /// <summary>A document; null if it is not there.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="reference">How a fact refers to it.</param>
    /// <exception cref="JournalBrokenException">It is not the one that is referred to.</exception>
    public Document? Find(string engagement, DocumentRef reference)
    {
        if (_documents.FirstOrDefault(document => document.Id == reference.Id) is not { } found)
            return null;
        var salt = new byte[found.Salt.Length / 2];
        var isHex = Convert.FromHexString(found.Salt, salt, out _, out _) == OperationStatus.Done;
        if (!isHex || !DocumentSealer.IsReferredTo(reference, salt, found.Content.Span))
            throw new JournalBrokenException(engagement, number: 0);
        return DocumentSealer.Deserialize(found.Content.Span);
    }

    /// <summary>The pack without some documents, and how many those were.</summary>
    /// <param name="ids">Their ids.</param>
    public (DocumentPack Left, int Removed) Without(IEnumerable<string> ids)
    {
        var removed = ids.ToHashSet(StringComparer.Ordinal);
        var left = _documents.Where(document => !removed.Contains(document.Id)).ToList();
        return (new DocumentPack(left), _documents.Count - left.Count);
    }

    private static ReadOnlyMemory<byte> TakeLine(ref ReadOnlyMemory<byte> content)
    {
        var end = content.Span.IndexOf(NewLine);
        var line = end < 0 ? content : content[..end];
        content = end < 0 ? ReadOnlyMemory<byte>.Empty : content[(end + 1)..];
        return line;
    }

    private sealed record Packed(string Id, string Salt, ReadOnlyMemory<byte> Content)
    {
        public byte[] FirstLine => Encoding.UTF8.GetBytes(DocumentSealer.PackOf(Id) == Id ? Salt : $"{Id} {Salt}");
    }
}
