namespace CoachingWorkflow.Domain;

/// <summary>
/// The orchestration has come to a turn: what time alone has brought is recorded, and the mails that are due are decided.
/// </summary>
internal sealed record DecideMails : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.All;

    /// <inheritdoc/>
    public override bool KeepsTimeDriven => true;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) =>
        Decision.Accept(MailsOwed.Due(engagement, now).Select(mail =>
            new MailDecided(mail.Id, mail.Kind, mail.About, mail.Recipient, mail.Occasion, mail.Cycle, mail.Link)));
}
