namespace CoachingWorkflow.Domain;

/// <summary>Coach, leader or sponsor ends a link to the own page, which others may have got hold of, and is mailed a new one.</summary>
/// <param name="Link">The link.</param>
internal sealed record EndLink(string Link) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Requests;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (Links.Find(engagement, Link) is not { } link || !Links.IsPage(link.Purpose))
            return new NoSuch("link");
        if (Links.StatusOf(engagement, link, now) is var status and not LinkStatus.Open)
            return new LinkNotOpen(status);

        // Ending is never refused; so that it is not asked for without end, the new link has the limits of every other.
        var person = engagement.Find(link.Recipient)!;
        return person.LinksAsked?.LimitReached(engagement.Policy, engagement.Policy.FreshLinksADay, now) is null
            ? Decision.Accept(new LinkEnded(link.Id), new FreshLinkRequested(person.Id, link.Purpose))
            : new LinkEnded(link.Id);
    }
}

/// <summary>A link's recipient ended it.</summary>
/// <param name="Link">The link's id.</param>
internal sealed record LinkEnded(string Link) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement with { Mails = engagement.Mails with { EndedLinks = engagement.Mails.EndedLinks.Add(Link) } };
}
