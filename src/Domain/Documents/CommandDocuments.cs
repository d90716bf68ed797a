namespace CoachingWorkflow.Domain;

/// <summary>The documents that a command reads to decide, and those that its facts will refer to.</summary>
/// <param name="read">What <see cref="Command.DocumentsNeeded"/> named, by id; an erased one is not among them.</param>
internal abstract class CommandDocuments(IReadOnlyDictionary<string, Document> read)
{
    public T? Find<T>(DocumentRef? reference)
        where T : Document => reference is null ? null : read.GetValueOrDefault(reference.Id) as T;

    /// <summary>
    /// Refers to a document: the present one if it says the same to the letter, so that a command that is sent again changes nothing.
    /// </summary>
    public DocumentRef Put(Document content, DocumentRef? present = null) =>
        present is not null && Find<Document>(present) is { } standing && HasSameContent(standing, content) ? present : Add(content);

    public DocumentRef? PutNote(string? text, DocumentRef? present = null) => text is null ? null : Put(new NoteText(text), present);

    protected abstract bool HasSameContent(Document one, Document other);

    protected abstract DocumentRef Add(Document content);
}
