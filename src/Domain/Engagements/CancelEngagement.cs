namespace CoachingWorkflow.Domain;

/// <summary>The firm ends the engagement early.</summary>
/// <param name="Reason">The firm's reason, which no mail carries.</param>
internal sealed record CancelEngagement(string Reason) : Command
{
    public static MailRule Mail { get; } = new(MailKind.Cancelled, MailUrgency.Notice);

    /// <inheritdoc/>
    public override int Room => JournalRoom.All;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) => engagement.Status switch
    {
        EngagementStatus.Active =>
            Decision.Accept(
            [.. ReviewMeeting.CallOff(engagement.Cycle, now), new EngagementCancelled(documents.Put(new NoteText(Reason)))]),
        EngagementStatus.Cancelled => Decision.NothingToDo,
        _ => new EngagementOver(engagement.Status),
    };
}

/// <summary>The firm ended the engagement early; all links are revoked and everyone is told.</summary>
/// <param name="Reason">Refers to the firm's reason.</param>
internal sealed record EngagementCancelled(DocumentRef Reason) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement with { Status = EngagementStatus.Cancelled, EndedAt = at };

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after)
    {
        var unheard = after.Cycle is { ThreeSixtyClosed: null } cycle ? cycle.Raters.Where(rater => !rater.IsHeard) : [];
        return after.People.Concat(unheard.Select(rater => rater.Person))
            .Select(person => new Notice("cancelled", MailKind.Cancelled, person.Id));
    }
}
