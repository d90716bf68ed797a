namespace CoachingWorkflow.Domain;

/// <summary>A mail was handed over, or was not: it is settled, or tried again later.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Result">What became of it; null when it was no longer owed.</param>
/// <param name="AddressNumber">To which of the recipient's addresses it went; null for the firm.</param>
internal sealed record SettleMail(string Mail, MailResult? Result, int? AddressNumber) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.All;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (!engagement.Mails.Pending.TryGetValue(Mail, out var pending))
            return Decision.NothingToDo;

        var attempt = pending.Attempts + 1;
        var fullSince = pending.FullSince ?? (Result is MailResult.MailboxFull ? now : null);
        return Result switch
        {
            MailResult.Sent => new MailSent(Mail, AddressNumber),
            MailResult.Deferred or MailResult.OverQuota or MailResult.MailboxFull when engagement.Length >= JournalRoom.Mails =>
                new MailDropped(Mail),
            MailResult.Deferred deferred => Again(deferred.RetryAfter),
            MailResult.MailboxFull when now < fullSince!.Value.AddDays(engagement.Policy.FullMailboxTriedFor) => Again(after: null),
            MailResult.OverQuota wait => new MailDeferred(
                Mail, pending.Attempts, MailsOwed.RoomAt(engagement, pending.Decided, wait.Until, now), fullSince),
            MailResult.Refused or MailResult.MailboxFull => new MailRefused(Mail, pending.Decided.Recipient, AddressNumber),
            _ => new MailDropped(Mail),
        };

        MailDeferred Again(TimeSpan? after) =>
            new(Mail, attempt, MailsOwed.RetryAt(engagement, pending.Decided, now + (after ?? Pause(attempt))), fullSince);
    }

    // Every hour for a day, every six for a week: each attempt is a fact, of which a journal takes so many only (JournalRoom).
    internal static TimeSpan Pause(int attempt) => attempt switch
    {
        <= 6 => TimeSpan.FromMinutes(1 << (attempt - 1)),
        <= 30 => TimeSpan.FromHours(1),
        <= 54 => TimeSpan.FromHours(6),
        _ => TimeSpan.FromDays(1),
    };
}
