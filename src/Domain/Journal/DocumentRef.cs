namespace CoachingWorkflow.Domain;

/// <summary>
/// Refers to a document: a text or a person's details, kept apart from the journal so that it can be erased while the
/// journal still verifies.
/// </summary>
/// <param name="Id">The document's id.</param>
/// <param name="Hash">SHA-256 (lower-case hex) over the document's salt and content; the salt lives in the document.</param>
public sealed record DocumentRef(string Id, string Hash);
