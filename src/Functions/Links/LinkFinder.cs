using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Observability;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Finds the link for which a token stands.</summary>
/// <param name="tokens">Tells links that were given out from junk, before any storage is read.</param>
/// <param name="reader">Reads engagements.</param>
/// <param name="refused">Counts junk.</param>
/// <param name="addresses">Knows addresses that were confirmed in other engagements.</param>
internal sealed class LinkFinder(
    LinkTokens tokens, RefusedCalls refused, EngagementReader reader, AddressConfirmations addresses, TimeProvider clock)
{
    /// <summary>The link of a token; null when there is none.</summary>
    /// <param name="token">From a URL, so it may be anything.</param>
    public async Task<OpenedLink?> FindAsync(string token, CancellationToken cancellation)
    {
        if (tokens.TryRead(token, out var read))
            return await FindAsync(read.Engagement, read.Link, read.Purpose, cancellation);
        refused.Count(RefusedSecret.LinkToken);
        return null;
    }

    /// <summary>The same link, with its engagement as it is now.</summary>
    /// <param name="opened">The link.</param>
    public async Task<OpenedLink> FindAgainAsync(OpenedLink opened, CancellationToken cancellation)
    {
        return await FindAsync(opened.Engagement.Id, opened.Link.Id, opened.Link.Purpose, cancellation) ?? opened;
    }

    /// <summary>What a link can still do now.</summary>
    /// <param name="opened">The link.</param>
    public LinkStatus StatusOf(OpenedLink opened)
    {
        return Domain.Links.StatusOf(opened.Engagement, opened.Link, clock.GetUtcNow());
    }

    private async Task<OpenedLink?> FindAsync(string id, string linkId, LinkPurpose purpose, CancellationToken cancellation)
    {
        var engagement = await reader.ReadAsync(id, cancellation);
        if (!engagement.Exists || Domain.Links.Find(engagement, linkId) is not { } link || link.Purpose != purpose)
            return null;

        var now = clock.GetUtcNow();
        var upToDate = Agenda.TimeDrivenFacts(engagement, now).Aggregate(engagement, (state, fact) => state.Apply(fact, now));
        return upToDate.Find(link.Recipient) is { } recipient && await addresses.KnowsAsync(upToDate, recipient, cancellation)
            ? new OpenedLink(
                upToDate.Apply(new AddressConfirmed(recipient.Id, AddressConfirmer.OtherEngagement), now),
                link)
            { IsConfirmedElsewhere = true }
            : new OpenedLink(upToDate, link);
    }
}
