using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Engagements;

/// <summary>The documents that a command brings. A text that is there already, to the letter, is not written again.</summary>
/// <param name="engagement">The engagement's id.</param>
/// <param name="store">Holds the documents.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class DocumentDrafts(string engagement, IEngagementStore store, CancellationToken cancellation)
{
    private readonly List<SealedDocument> _drafts = [];
    private string? _pack;

    /// <summary>The documents to be written.</summary>
    public IReadOnlyList<SealedDocument> New => _drafts;

    /// <summary>Refers to a document: the present one if its content is the same, else a new one.</summary>
    /// <param name="content">What is to be said.</param>
    /// <param name="present">The document that stands in this place now.</param>
    public async Task<DocumentRef> AddAsync(Document content, DocumentRef? present = null)
    {
        if (present is not null && await FindAsync(present) is { } standing && DocumentSealer.HasSameContent(standing, content))
            return present;

        _pack ??= DocumentSealer.NewPack();
        var draft = DocumentSealer.Seal(content, _pack, _drafts.Count);
        _drafts.Add(draft);
        return draft.Ref;
    }

    /// <summary>As <see cref="AddAsync"/>, for a text that may be left out.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="present">The document that stands in this place now.</param>
    public async Task<DocumentRef?> AddNoteAsync(string? text, DocumentRef? present = null) =>
        text is null ? null : await AddAsync(new NoteText(text), present);

    /// <summary>The documents behind references, by id.</summary>
    /// <param name="references">The references.</param>
    public Task<IReadOnlyDictionary<string, Document>> ReadAsync(IReadOnlyCollection<DocumentRef> references) =>
        store.ReadDocumentsAsync(engagement, references, cancellation);

    private async Task<Document?> FindAsync(DocumentRef reference) => (await ReadAsync([reference])).GetValueOrDefault(reference.Id);
}
