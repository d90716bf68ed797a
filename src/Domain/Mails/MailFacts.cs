namespace CoachingWorkflow.Domain;

/// <summary>A mail is to be sent; from here on it is sent once, or dropped with a reason.</summary>
/// <param name="Mail">The mail's id, which is also the idempotency key towards the mail server.</param>
/// <param name="MailKind">Why it is sent.</param>
/// <param name="About">The key of the obligation or notice.</param>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="Occasion">Which time it is, of those about the same thing; for reminders and escalations days after the due day.</param>
/// <param name="Cycle">The cycle that it belongs to.</param>
/// <param name="Link">The link that it carries, if any.</param>
internal sealed record MailDecided(string Mail, MailKind MailKind, string About, string Recipient, int Occasion, int Cycle, Link? Link)
    : Fact
{
    /// <summary>The digest that it goes in; null where it goes alone.</summary>
    public DigestSlot? Digest { get; init; }

    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement with { Mails = engagement.Mails.Decide(this, at) };
}

/// <summary>The mail server has taken the mail; an address that it had refused before works again.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="AddressNumber">To which of the recipient's addresses it went; null in journals that do not say, and for the firm.</param>
internal sealed record MailSent(string Mail, int? AddressNumber = null) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        Bounces.HandOver(engagement with
        {
            Mails = engagement.Mails.Send(
                Mail, engagement.Length + 1, recipient => AddressNumber ?? engagement.Find(recipient)?.AddressNumber),
        }, Mail);
}

/// <summary>The mail server asked to come back later, or could not be reached; or our quota with it is used up.</summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Attempt">How many attempts have failed; waiting for the quota is none.</param>
/// <param name="Until">When it is tried again.</param>
/// <param name="FullSince">Since when the recipient's mailbox is known to be full; null if it is not.</param>
internal sealed record MailDeferred(string Mail, int Attempt, DateTimeOffset Until, DateTimeOffset? FullSince = null) : Fact
{
    /// <summary>The digest that it goes in then; null where it goes alone.</summary>
    public DigestSlot? Digest { get; init; }

    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement with { Mails = engagement.Mails.Defer(this) };
}

/// <summary>
/// The mail server refused the mail for good; the recipient's address is marked as bouncing and the firm is told, of a rater's the coach.
/// </summary>
/// <param name="Mail">The mail's id.</param>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="AddressNumber">Which of the recipient's addresses it was; null in journals that do not say: the one on record.</param>
internal sealed record MailRefused(string Mail, string Recipient, int? AddressNumber = null) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        Bounces.Mark(
            engagement with { Mails = engagement.Mails.Settle(Mail) }, Recipient, AddressNumber,
            new Bounce(engagement.Length + 1, IsReported: false));

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Bounces.Tell(after, Recipient, AddressNumber);
}

/// <summary>When it came to sending, the mail was no longer owed.</summary>
/// <param name="Mail">The mail's id.</param>
internal sealed record MailDropped(string Mail) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement with { Mails = engagement.Mails.Settle(Mail) };
}
