namespace CoachingWorkflow.Domain;

/// <summary>A mail that is owed at a time, without its id and its link.</summary>
/// <param name="Kind">Why it is sent.</param>
/// <param name="About">The key of the obligation or notice.</param>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="Occasion">Which time it is, of those about the same thing; for reminders and escalations days after the due day.</param>
/// <param name="At">When it goes.</param>
/// <param name="Cycle">The cycle that it belongs to.</param>
/// <param name="Obligation">The obligation that it reminds of.</param>
/// <param name="Address">As <see cref="Notice.Address"/>.</param>
internal sealed record PlannedMail(
    MailKind Kind, string About, string Recipient, int Occasion, DateTimeOffset At, int Cycle, Obligation? Obligation = null,
    int Address = 0)
{
    /// <summary>When it is decided: what is gathered, a little before it goes.</summary>
    public DateTimeOffset DecideAt => MailRules.Of(Kind).IsGathered ? At - DigestSlot.Ahead : At;
}
