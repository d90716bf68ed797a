namespace CoachingWorkflow.Domain;

/// <summary>
/// The orchestration has come to a turn: what time alone has brought is recorded, and the mails that are due are decided.
/// </summary>
/// <param name="DueAt">When the turn is.</param>
/// <param name="Digests">Names the digests in which they are gathered.</param>
internal sealed record DecideMails(DateTimeOffset DueAt, DigestNaming Digests) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.All;

    /// <inheritdoc/>
    public override bool KeepsTimeDriven => true;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) =>
        MailsOwed.Due(engagement, DueAt).Where(mail => MailRules.Of(mail.Kind).IsGathered)
            .Select(mail => engagement.Find(mail.Recipient)?.Details);

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) =>
        Decision.Accept(MailsOwed.Due(engagement, DueAt).Select(mail => new MailDecided(
            mail.Id, mail.Kind, mail.About, mail.Recipient, mail.Occasion, mail.Cycle, mail.Link)
        {
            Digest = MailRules.Of(mail.Kind).IsGathered
                ? Gathering.Slot(engagement, mail.Recipient, mail.At, documents, Digests) : null,
        }));
}
