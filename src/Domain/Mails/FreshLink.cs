namespace CoachingWorkflow.Domain;

/// <summary>The recipient of an expired or revoked link asks for a new one, to the registered address.</summary>
/// <param name="Link">The link that was opened.</param>
public sealed record RequestFreshLink(string Link) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (Links.Find(engagement, Link) is not { } link || engagement.Find(link.Recipient) is not { } person)
            return new NoSuch("link");

        // The pages of a completed engagement can still be looked at; all that is cancelled is over.
        if (engagement.Status == EngagementStatus.Cancelled || (engagement.Status == EngagementStatus.Completed && link.Debt is not null))
            return new EngagementOver(engagement.Status);
        if (!Links.CanRenew(engagement, link))
            return Decision.NothingToDo;
        if (person.FreshLinkAt?.AddMinutes(engagement.Policy.FreshLinkEveryMinutes) > now)
            return new FreshLinkTooSoon(engagement.Policy.FreshLinkEveryMinutes);
        return new FreshLinkRequested(person.Id, link.Purpose);
    }
}

/// <summary>Someone asked for a fresh link: what they owe is asked of them anew, or a new link to their page is mailed.</summary>
/// <param name="Person">Who.</param>
/// <param name="Purpose">What the closed link was for.</param>
public sealed record FreshLinkRequested(string Person, LinkPurpose Purpose) : Fact
{
    private bool IsForDebt => Purpose is LinkPurpose.Respond or LinkPurpose.Decide;

    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.ChangePerson(Person, person => person with
    {
        RequestNumber = person.RequestNumber + (IsForDebt ? 1 : 0),
        FreshLinks = person.FreshLinks + 1,
        FreshLinkAt = at,
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => IsForDebt
        ? []
        : [new Notice(after.Cycle.Key("fresh-link"), MailKind.FreshLink, Person, MailTiming.AtOnce, Occasion: after.Find(Person)!.FreshLinks)];
}
