using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// Seals what a command brings, to be written before the facts that refer to it: all in one pack, so that one request reads them.
/// </summary>
internal sealed class SealingDocuments(IReadOnlyDictionary<string, Document> read) : CommandDocuments(read)
{
    private readonly List<SealedDocument> _sealed = [];
    private string? _pack;

    public static IReadOnlyDictionary<string, Document> None { get; } = ImmutableDictionary<string, Document>.Empty;

    public IReadOnlyList<SealedDocument> Sealed => _sealed;

    protected override bool HasSameContent(Document one, Document other) => DocumentSealer.HasSameContent(one, other);

    protected override DocumentRef Add(Document content)
    {
        _pack ??= DocumentSealer.NewPack();
        var document = DocumentSealer.Seal(content, _pack, _sealed.Count);
        _sealed.Add(document);
        return document.Ref;
    }
}
