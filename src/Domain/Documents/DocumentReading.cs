namespace CoachingWorkflow.Domain;

/// <summary>Looks up what facts refer to among the documents that were read for a page or a mail.</summary>
internal static class DocumentReading
{
    /// <summary>The document that a reference means.</summary>
    /// <typeparam name="T">The kind of document that the fact refers to.</typeparam>
    /// <param name="documents">The documents that were read, by id.</param>
    /// <param name="reference">The reference.</param>
    /// <exception cref="DocumentErasedException">It is not among them: it was erased.</exception>
    public static T Get<T>(this IReadOnlyDictionary<string, Document> documents, DocumentRef reference)
        where T : Document =>
        documents.GetValueOrDefault(reference.Id) as T ?? throw new DocumentErasedException(reference.Id);

    /// <summary>A person's name, on one line.</summary>
    /// <param name="documents">The documents that were read, by id.</param>
    /// <exception cref="DocumentErasedException">The person's details were erased.</exception>
    public static string NameOf(this IReadOnlyDictionary<string, Document> documents, Person person) =>
        OneLine.Of(documents.Get<PersonDetails>(person.Details).Name);
}

/// <summary>A page or a mail needs a document that was erased.</summary>
/// <param name="document">The document's id.</param>
internal sealed class DocumentErasedException(string document) : Exception($"Document {document} was erased.")
{
    /// <summary>The document's id.</summary>
    public string Document { get; } = document;
}
