namespace CoachingWorkflow.Domain;

/// <summary>Which mails are gathered in digests, and which of those that are have still to be handed over to theirs.</summary>
internal static class Gathering
{
    /// <summary>The digest of a recipient on a morning; null if the recipient's address was erased: such a mail goes to nobody.</summary>
    public static DigestSlot? Slot(
        Engagement engagement, string recipient, DateTimeOffset morning, CommandDocuments documents, DigestNaming names)
    {
        if (recipient == Actor.Firm)
            return new DigestSlot(names(engagement.FirmId, email: null, morning), morning);
        return documents.Find<PersonDetails>(engagement.Find(recipient)?.Details) is { } details
            ? new DigestSlot(names(engagement.FirmId, details.Email, morning), morning) : null;
    }

    /// <summary>The digests to which mails are to be handed over now; again is harmless.</summary>
    public static IEnumerable<DigestSlot> Due(Engagement engagement, DateTimeOffset now) =>
        engagement.Mails.Pending.Values.Where(mail => mail.NotBefore <= now).Select(mail => mail.Digest).OfType<DigestSlot>()
            .DistinctBy(slot => slot.Id, StringComparer.Ordinal).OrderBy(slot => slot.At).ThenBy(slot => slot.Id, StringComparer.Ordinal);

    /// <summary>What a digest is still to tell of an engagement, in the order in which it was decided.</summary>
    /// <param name="digest">The digest's id.</param>
    public static IEnumerable<PendingMail> Of(Engagement engagement, string digest) =>
        engagement.Mails.Pending.Values.Where(mail => mail.Digest?.Id == digest).OrderBy(mail => mail.Number);

    /// <summary>
    /// Whether a mail of a digest is to be told at the address that the digest goes to: to a recipient who has another one by now, nothing
    /// is.
    /// </summary>
    public static bool IsStillTold(Engagement engagement, PendingMail mail) =>
        MailsOwed.IsStillOwed(engagement, mail.Decided) && IsAtItsAddress(engagement, mail);

    /// <summary>Whether the recipient has the address that the digest goes to.</summary>
    public static bool IsAtItsAddress(Engagement engagement, PendingMail mail) =>
        mail.AsOf.Find(mail.Decided.Recipient)?.AddressNumber == engagement.Find(mail.Decided.Recipient)?.AddressNumber;

    /// <summary>Until when, after its morning, what comes late for a digest is still told on its day.</summary>
    public static DateTimeOffset LatestFor(Engagement engagement, DigestSlot digest) =>
        digest.At.AddMinutes(engagement.Policy.MailTimeToleranceMinutes);
}
