namespace CoachingWorkflow.Domain;

/// <summary>Mails have missed their digest, or nobody took it: they go on the next working morning.</summary>
/// <param name="Digest">The digest that they were in.</param>
/// <param name="Mails">The mails' ids.</param>
/// <param name="FullSince">Since when the recipient's mailbox is known to be full; null if it is not.</param>
/// <param name="Digests">Names the next morning's.</param>
internal sealed record MoveMails(string Digest, IReadOnlyList<string> Mails, DateTimeOffset? FullSince, DigestNaming Digests) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.All;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) =>
        Waiting(engagement).Select(mail => engagement.Find(mail.Decided.Recipient)?.Details);

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) =>
        Decision.Accept(Waiting(engagement).Select(mail => engagement.Length >= JournalRoom.Mails
            ? (Fact)new MailDropped(mail.Decided.Mail)
            : Next(engagement, mail, documents, now)));

    private IEnumerable<PendingMail> Waiting(Engagement engagement) =>
        Gathering.Of(engagement, Digest).Where(mail => Mails.Contains(mail.Decided.Mail, StringComparer.Ordinal));

    private MailDeferred Next(Engagement engagement, PendingMail mail, CommandDocuments documents, DateTimeOffset now)
    {
        var morning = MailsOwed.NextMorning(engagement, mail.Decided, now);
        return new MailDeferred(mail.Decided.Mail, mail.Attempts, morning - DigestSlot.Ahead, FullSince ?? mail.FullSince)
        {
            Digest = Gathering.Slot(engagement, mail.Decided.Recipient, morning, documents, Digests),
        };
    }
}
