namespace CoachingWorkflow.Domain;

/// <summary>Something that somebody asks of an engagement. Deciding it is pure; the caller appends what it returns.</summary>
internal abstract record Command
{
    /// <summary>Up to how many facts a journal takes it: one of <see cref="JournalRoom"/>.</summary>
    public virtual int Room => JournalRoom.Commands;

    /// <summary>Decides against the state that the journal folds to, time-driven facts up to <paramref name="now"/> included.</summary>
    /// <param name="engagement">The state.</param>
    /// <param name="now">The time of the command, read once.</param>
    public abstract Decision Decide(Engagement engagement, DateTimeOffset now);
}
