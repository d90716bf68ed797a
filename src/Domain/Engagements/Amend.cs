namespace CoachingWorkflow.Domain;

/// <summary>A change that was made on what its maker saw. If that was changed since, it is not written over.</summary>
/// <param name="Thing">What is changed (<see cref="Amendable"/>).</param>
/// <param name="WasSeen">Whether the change was made on this edition.</param>
/// <param name="Command">The change.</param>
internal sealed record Amend(string Thing, Func<Edition, bool> WasSeen, Command Command) : Command
{
    /// <inheritdoc/>
    public override int Room => Command.Room;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => Command.DocumentsNeeded(engagement);

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        // What is true already harms nobody: so a change whose answer was lost can be sent again as it was.
        var decision = Command.Decide(engagement, documents, now);
        var present = engagement.EditionOf(Thing);
        return decision.Facts.IsEmpty || WasSeen(present) ? decision : new ChangedElsewhere(present);
    }
}
