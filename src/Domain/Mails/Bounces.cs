namespace CoachingWorkflow.Domain;

/// <summary>Why a mail that was sent did not reach its recipient.</summary>
internal enum BounceReason
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
internal sealed record ReportBounce(string Mail, BounceReason Reason) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        // Unknown, or reported already; or a mail to the firm itself, whose address is a setting.
        if (!engagement.Mails.Sent.TryGetValue(Mail, out var sent) || engagement.Find(sent.Recipient) is null)
            return Decision.NothingToDo;
        return new MailReturned(Mail, sent.Recipient, sent.AddressNumber, Reason);
    }
}

/// <summary>The mail service reports that a mail, sent before, has reached its recipient.</summary>
/// <param name="Mail">The mail's id.</param>
internal sealed record ReportDelivery(string Mail) : Command
{
    /// <summary>Whether there is something to record: only where mail to the address has come back.</summary>
    /// <param name="recipient">To whom the mail went.</param>
    public static bool Matters(Engagement engagement, string recipient) => engagement.Find(recipient) is { Bouncing: true };

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) =>
        engagement.Mails.Sent.TryGetValue(Mail, out var sent) && Bounces.Ends(engagement, sent, isReport: true)
            ? new MailDelivered(Mail, sent.Recipient)
            : Decision.NothingToDo;
}

/// <summary>
/// A mail that was sent has reached its recipient, whose address had bounced: it works again. Recorded only where it had.
/// </summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Recipient">A person's id.</param>
internal sealed record MailDelivered(string Mail, string Recipient) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => Bounces.Clear(engagement, Recipient);
}

/// <summary>A mail that did not arrive.</summary>
/// <param name="Number">The number of the fact with which it went, or was refused.</param>
/// <param name="IsReported">
/// The mail service had taken it, and reported later that it came back: that the service takes another one says nothing.
/// </param>
internal sealed record Bounce(long Number, bool IsReported);

/// <summary>
/// A mail that was sent came back; the address that it went to is marked as bouncing, if it is still the one on record, and the firm is
/// told, of a rater's the coach.
/// </summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Recipient">A person's id.</param>
/// <param name="AddressNumber">Which of the recipient's addresses it was; null: the one on record.</param>
/// <param name="Reason">Why.</param>
internal sealed record MailReturned(string Mail, string Recipient, int? AddressNumber, BounceReason Reason) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        Bounces.Mark(
            engagement with { Mails = engagement.Mails.Return(Mail) }, Recipient, AddressNumber,
            new Bounce(engagement.Mails.Sent.TryGetValue(Mail, out var sent) ? sent.Number : engagement.Length + 1, IsReported: true));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Bounces.Tell(after, Recipient, AddressNumber);
}

/// <summary>
/// What a mail that does not arrive brings about, and one that does. It says nothing about an address that has come since.
/// </summary>
internal static class Bounces
{
    public static MailRule<Person> Mail { get; } = new(MailKind.MailBounced, MailUrgency.Notice, MailTiming.MorningDigest)
    {
        SubjectOf = (engagement, mail) => engagement.EveryoneIn(mail.Cycle).FirstOrDefault(person => Key(person.Id) == mail.About),
        StillMatters = (engagement, _, person) => engagement.Find(person.Id) is { Bouncing: true },
    };

    public static Engagement Mark(Engagement engagement, string recipient, int? addressNumber, Bounce bounce) =>
        Concerns(engagement, recipient, addressNumber)
            ? engagement.ChangePerson(recipient, person => person with
            {
                Bounce = person.Bounce is { } before
                    ? new Bounce(Math.Max(before.Number, bounce.Number), before.IsReported || bounce.IsReported)
                    : bounce,
            })
            : engagement.ChangePerson(recipient, person => person.Former is { } former && former.Number == addressNumber
                ? person with { Former = former with { IsAsked = false } }
                : person);

    /// <summary>Whether a mail that arrived shows that the address works again: it went there after the one that came back.</summary>
    public static bool Ends(Engagement engagement, SentMail sent, bool isReport) =>
        Concerns(engagement, sent.Recipient, sent.AddressNumber)
        && engagement.Find(sent.Recipient)!.Bounce is { } bounce && bounce.Number < sent.Number && (isReport || !bounce.IsReported);

    public static Engagement HandOver(Engagement engagement, string mail) =>
        engagement.Mails.Sent.TryGetValue(mail, out var sent) && Ends(engagement, sent, isReport: false)
            ? Clear(engagement, sent.Recipient) : engagement;

    public static Engagement Clear(Engagement engagement, string recipient) =>
        engagement.ChangePerson(recipient, person => person with { Bounce = null, Recoveries = person.Recoveries + 1 });

    // An address that worked again and bounces anew is news.
    public static IEnumerable<Notice> Tell(Engagement engagement, string recipient, int? addressNumber) =>
        Concerns(engagement, recipient, addressNumber)
        ? [new Notice(
            Key(recipient), MailKind.MailBounced, WhomToTell(engagement, recipient),
            Occasion: Occasion(engagement.Find(recipient)!))]
        : [];

    public static string Key(string recipient) => $"bounced/{recipient}";

    // A reminder that comes back tells that the rater is silent, which is the coach's to know, and not the firm's.
    private static string WhomToTell(Engagement engagement, string recipient) =>
        engagement.Find(recipient)!.Role == Role.Rater ? engagement.Coach.Id : Actor.Firm;

    private static int Occasion(Person person) => person.AddressNumber + person.Recoveries;

    private static bool Concerns(Engagement engagement, string recipient, int? addressNumber) =>
        engagement.Find(recipient) is { } person && (addressNumber is null || addressNumber == person.AddressNumber);
}
