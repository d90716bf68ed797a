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
        if (engagement.Status != EngagementStatus.Active)
            return new EngagementOver(engagement.Status);
        if (!Agenda.DebtsOf(engagement).Any(debt => debt.Requested && debt.Debtor.Id == person.Id && debt.Link is not null))
            return Decision.NothingToDo;
        if (person.FreshLinkAt?.AddMinutes(engagement.Policy.FreshLinkEveryMinutes) > now)
            return new FreshLinkTooSoon(engagement.Policy.FreshLinkEveryMinutes);
        return new FreshLinkRequested(person.Id);
    }
}

/// <summary>Someone asked for a fresh link; what they owe is asked of them anew.</summary>
/// <param name="Person">Who.</param>
public sealed record FreshLinkRequested(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(Person, person => person with { RequestNumber = person.RequestNumber + 1, FreshLinkAt = at });
}
