namespace CoachingWorkflow.Domain;

/// <summary>Why a mail that was sent did not reach its recipient.</summary>
public enum BounceReason
{
    /// <summary>The recipient's server sent it back.</summary>
    Bounced,

    /// <summary>It was not delivered because the address has bounced, or complained, before.</summary>
    Suppressed,

    /// <summary>It was kept back as spam, or as dangerous.</summary>
    Quarantined,

    /// <summary>It could not be delivered for another reason.</summary>
    Failed,
}

/// <summary>The mail service reports that a mail, sent before, did not reach its recipient.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Reason">Why.</param>
public sealed record ReportBounce(string Mail, BounceReason Reason) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        // Unknown, or reported already; or a mail to the firm itself, whose address is a setting.
        if (!engagement.Mails.Sent.TryGetValue(Mail, out var sent) || engagement.Find(sent.Recipient) is null)
            return Decision.NothingToDo;
        return new MailReturned(Mail, sent.Recipient, sent.AddressNumber, Reason);
    }
}

/// <summary>A mail that was sent came back; the address that it went to is marked as bouncing, if it is still the one on record, and the firm is told, of a rater's the coach.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Recipient">A person's id.</param>
/// <param name="AddressNumber">Which of the recipient's addresses it was; null: the one on record.</param>
/// <param name="Reason">Why.</param>
public sealed record MailReturned(string Mail, string Recipient, int? AddressNumber, BounceReason Reason) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        Bounces.Mark(engagement with { Mails = engagement.Mails.Return(Mail) }, Recipient, AddressNumber);

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Bounces.Tell(after, Recipient, AddressNumber);
}

/// <summary>What a mail that does not arrive brings about. It says nothing about an address that has come since.</summary>
internal static class Bounces
{
    public static Engagement Mark(Engagement engagement, string recipient, int? addressNumber) =>
        Concerns(engagement, recipient, addressNumber)
            ? engagement.ChangePerson(recipient, person => person with { Bouncing = true })
            : engagement.ChangePerson(recipient, person => person.Former is { } former && former.Number == addressNumber
                ? person with { Former = former with { IsAsked = false } }
                : person);

    public static IEnumerable<Notice> Tell(Engagement engagement, string recipient, int? addressNumber) => Concerns(engagement, recipient, addressNumber)
        ? [new Notice($"bounced/{recipient}", MailKind.MailBounced, WhomToTell(engagement, recipient), MailTiming.WorkingMorning, Occasion: engagement.Find(recipient)!.AddressNumber)]
        : [];

    /// <summary>Whose mail a <see cref="MailKind.MailBounced"/> is about.</summary>
    public static string WhoseMail(MailDecided mail) => mail.About[(mail.About.LastIndexOf('/') + 1)..];

    // A reminder that comes back tells that the rater is silent, which is the coach's to know, and not the firm's.
    private static string WhomToTell(Engagement engagement, string recipient) =>
        engagement.Find(recipient)!.Role == Role.Rater ? engagement.Coach.Id : Actor.Firm;

    private static bool Concerns(Engagement engagement, string recipient, int? addressNumber) =>
        engagement.Find(recipient) is { } person && (addressNumber is null || addressNumber == person.AddressNumber);
}
