namespace CoachingWorkflow.Domain;

/// <summary>
/// Something that somebody asks of an engagement, with all that it says. Deciding it is pure; the caller appends what it returns.
/// </summary>
internal abstract record Command
{
    /// <summary>Up to how many facts a journal takes it: one of <see cref="JournalRoom"/>.</summary>
    public virtual int Room => JournalRoom.Commands;

    /// <summary>Whether facts that time alone has brought are recorded even if the command brings none.</summary>
    public virtual bool KeepsTimeDriven => false;

    /// <summary>
    /// The documents that must be read before it can be decided: what stands in the places that it writes over, whose addresses it must not
    /// take.
    /// </summary>
    public virtual IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [];

    /// <summary>Decides against the state that the journal folds to, time-driven facts up to <paramref name="now"/> included.</summary>
    /// <param name="engagement">The state.</param>
    /// <param name="documents">What <see cref="DocumentsNeeded"/> named, and a place for what the facts will refer to.</param>
    /// <param name="now">The time of the command, read once.</param>
    public abstract Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now);
}
