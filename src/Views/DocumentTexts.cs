namespace CoachingWorkflow.Views;

/// <summary>Looks up the words behind references; an erased document has none.</summary>
/// <param name="documents">Documents by id.</param>
internal sealed class DocumentTexts(IReadOnlyDictionary<string, Document> documents)
{
    public string? Note(DocumentRef? reference) => Find<NoteText>(reference)?.Text;

    public PersonDetails? Person(Person person) => Find<PersonDetails>(person.Details);

    public OutcomeTexts? Outcomes(DocumentRef reference) => Find<OutcomeTexts>(reference);

    public string Name(Person person) => Person(person) is { } details ? OneLine.Of(details.Name) : "(name erased)";

    public string? Email(DocumentRef? details) => Find<PersonDetails>(details)?.Email;

    public LeaderInterviewTexts? LeaderInterview(DocumentRef reference) => Find<LeaderInterviewTexts>(reference);

    public RaterResponseTexts? Response(DocumentRef? reference) => Find<RaterResponseTexts>(reference);

    public ProgramDesign? Design(DocumentRef reference) => Find<ProgramDesign>(reference);

    public string? NotesOf(Session session) => Find<SessionTexts>(session.Texts)?.Notes;

    public string? SummaryOf(Session session) => Find<SessionTexts>(session.Texts)?.Summary;

    public string? CommentOf(DesignDecision decision) => Find<DecisionTexts>(decision.Texts)?.Comment;

    private T? Find<T>(DocumentRef? reference)
        where T : Document => reference is null ? null : documents.GetValueOrDefault(reference.Id) as T;
}
