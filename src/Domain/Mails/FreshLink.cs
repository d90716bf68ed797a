namespace CoachingWorkflow.Domain;

/// <summary>The recipient of an expired or revoked link asks for a new one, to the registered address.</summary>
/// <param name="Link">The link that was opened.</param>
internal sealed record RequestFreshLink(string Link) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Requests;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (Links.Find(engagement, Link) is not { } link || engagement.Find(link.Recipient) is not { } person)
            return new NoSuch("link");

        // The pages of a completed engagement can still be looked at for a while; all that is cancelled is over.
        if (engagement.Status == EngagementStatus.Cancelled
            || (engagement.Status == EngagementStatus.Completed && link.Obligation is not null))
            return new EngagementOver(engagement.Status);
        if (!Links.CanRenew(engagement, link, now) || IsOnItsWay(engagement, person))
            return Decision.NothingToDo;
        if (person.LinksAsked?.At.AddMinutes(engagement.Policy.FreshLinkEveryMinutes) > now)
            return new FreshLinkTooSoon(engagement.Policy.FreshLinkEveryMinutes);
        if (person.LinksAsked?.LimitReached(engagement.Policy, engagement.Policy.FreshLinksADay, now) is var (most, days))
            return new TooManyFreshLinks(most, days);
        return new FreshLinkRequested(person.Id, link.Purpose);
    }

    private static bool IsOnItsWay(Engagement engagement, Person person) => engagement.Mails.Pending.Values.Any(mail =>
        mail.Decided.Recipient == person.Id
        && mail.Decided is ({ MailKind: MailKind.FreshLink } or { MailKind: MailKind.Request, Occasion: > 0 }));
}

/// <summary>Someone asked for a fresh link: what they owe is asked of them anew, or a new link to their page is mailed.</summary>
/// <param name="Person">Who.</param>
/// <param name="Purpose">What the closed link was for.</param>
internal sealed record FreshLinkRequested(string Person, LinkPurpose Purpose) : Fact
{
    private bool IsForObligation => Purpose is LinkPurpose.Respond or LinkPurpose.Decide;

    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.ChangePerson(Person, person => person with
        {
            RequestNumber = person.RequestNumber + (IsForObligation ? 1 : 0),
            FreshLinks = person.FreshLinks + 1,
            LinksAsked = Asked.Again(person.LinksAsked, at),
        });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => IsForObligation
        ? []
        : [new Notice(
            after.Cycle.Key("fresh-link"), MailKind.FreshLink, Person, Occasion: after.Find(Person)!.FreshLinks)];
}

internal static class FreshLinks
{
    public static MailRule Mail { get; } = new(MailKind.FreshLink, MailUrgency.Awaited);
}
