using System.Text.Json.Serialization;

namespace CoachingWorkflow.Domain;

/// <summary>What an emailed link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Step 3: a rater answers.</summary>
    Respond,

    /// <summary>Step 5: the leader or a sponsor decides on a revision.</summary>
    Decide,

    /// <summary>The coach's page: everything that the coach owes can be done there.</summary>
    Workspace,

    /// <summary>The leader's page.</summary>
    Program,

    /// <summary>A sponsor's page.</summary>
    Progress,

    /// <summary>A former address confirms the one that has taken its place, or objects.</summary>
    Address,
}

/// <summary>An emailed link, as the journal holds it. Its token is derived from these ids and a key that is not in the journal.</summary>
/// <param name="Id">The link's id.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Recipient">The id of the person to whom it was mailed.</param>
/// <param name="Obligation">The key of the obligation that it settles; null for a page that opens as often as wanted.</param>
/// <param name="Cycle">The cycle in which it was mailed.</param>
/// <param name="AddressNumber">
/// The recipient's <see cref="Person.AddressNumber"/> then; for an answer on a change the number of the new one.
/// </param>
/// <param name="Revision">The revision of the program design, for a decision.</param>
/// <param name="ExpiresAt">
/// From when on it is no longer taken; null for a page, which is there as long as <see cref="Links.PagesEndAt"/> says. Pages in journals of
/// earlier releases have the date that was mailed.
/// </param>
internal sealed record Link(
    string Id,
    LinkPurpose Purpose,
    string Recipient,
    [property: JsonPropertyName("debt")] string? Obligation,
    int Cycle,
    int AddressNumber,
    int? Revision,
    DateTimeOffset? ExpiresAt);

/// <summary>What a link can still do.</summary>
internal enum LinkStatus
{
    /// <summary>It can be used.</summary>
    Open,

    /// <summary>What it was mailed for is done; it shows the outcome.</summary>
    Used,

    /// <summary>Its time is over; its recipient can ask for a fresh one.</summary>
    Expired,

    /// <summary>A new address, a new revision, the end of a step or of the engagement, or its recipient took it back.</summary>
    Revoked,
}

/// <summary>Judges links by the journal alone.</summary>
internal static class Links
{
    /// <summary>The link of that id, or null.</summary>
    /// <param name="id">The link's id.</param>
    public static Link? Find(Engagement engagement, string id) => engagement.Mails.Links.GetValueOrDefault(id);

    /// <summary>To whom a link was mailed, raters of its own cycle included; null if there is nobody of that id.</summary>
    /// <param name="link">One of its links.</param>
    public static Person? RecipientOf(Engagement engagement, Link link) => engagement.FindIn(link.Cycle, link.Recipient);

    /// <summary>What a link settles; null when it is for a page, or nothing is owed any more.</summary>
    /// <param name="link">A link to its recipient's present address.</param>
    public static Obligation? ObligationOf(Engagement engagement, Link link) =>
        Agenda.ObligationsOf(engagement).FirstOrDefault(obligation => obligation.Key == link.Obligation
        || (obligation.Kind == ObligationKind.RaterResponse && link.Purpose == LinkPurpose.Respond
            && obligation.OwedBy.Id == link.Recipient)); // Of journals in which it had one key at all addresses.

    /// <summary>What a link can still do.</summary>
    /// <param name="link">One of its links.</param>
    public static LinkStatus StatusOf(Engagement engagement, Link link, DateTimeOffset now)
    {
        if (RecipientOf(engagement, link)?.AddressNumber != link.AddressNumber)
            return LinkStatus.Revoked;
        if (link.Purpose == LinkPurpose.Address)
            return StatusOfAnswer(engagement, link, now);
        if (IsUsed(engagement.Cycles[link.Cycle - 1], link))
            return LinkStatus.Used;
        if (engagement.Mails.EndedLinks.Contains(link.Id))
            return LinkStatus.Revoked;
        if (link.Obligation is null ? engagement.Status == EngagementStatus.Cancelled : ObligationOf(engagement, link) is null)
            return LinkStatus.Revoked;
        return ExpiryOf(engagement, link) <= now ? LinkStatus.Expired : LinkStatus.Open;
    }

    /// <summary>From when on a link is no longer taken; null while nobody knows: as long as the engagement runs.</summary>
    /// <param name="link">One of its links.</param>
    public static DateTimeOffset? ExpiryOf(Engagement engagement, Link link) => link.ExpiresAt ?? PagesEndAt(engagement);

    /// <summary>
    /// Until when the pages of coach, leader and sponsors are there: some time after the engagement's end, through renewals.
    /// </summary>
    public static DateTimeOffset? PagesEndAt(Engagement engagement) => engagement.EndedAt?.AddDays(engagement.Policy.PageLife);

    private static LinkStatus StatusOfAnswer(Engagement engagement, Link link, DateTimeOffset now) =>
        RecipientOf(engagement, link)!.Former switch
        {
            _ when engagement.Status == EngagementStatus.Cancelled => LinkStatus.Revoked,
            null => LinkStatus.Used,
            { IsAsked: false } => LinkStatus.Revoked,
            _ => now < link.ExpiresAt ? LinkStatus.Open : LinkStatus.Expired,
        };

    /// <summary>
    /// Whether a fresh link would help the recipient of a closed one: something is still asked of them, or their page is still there.
    /// Never for a link to a former address, which a stranger may hold.
    /// </summary>
    /// <param name="link">A closed link.</param>
    public static bool CanRenew(Engagement engagement, Link link, DateTimeOffset now)
    {
        if (engagement.Find(link.Recipient) is not { } person || person.AddressNumber != link.AddressNumber
            || link.Purpose == LinkPurpose.Address)
            return false;
        return link.Obligation is null
            ? engagement.Status != EngagementStatus.Cancelled && !(PagesEndAt(engagement) <= now)
            : Agenda.ObligationsOf(engagement)
                .Any(obligation => obligation is { Requested: true, Link: not null } && obligation.OwedBy.Id == person.Id);
    }

    /// <summary>
    /// Whether it is the newest of the links that its recipient was mailed on request, not long ago: whoever has it reads the mailbox.
    /// </summary>
    /// <param name="link">One of its links.</param>
    public static bool IsNewestAskedFor(Engagement engagement, Link link, DateTimeOffset now) =>
        engagement.Mails.NewestAskedFor.TryGetValue(link.Recipient, out var newest) && newest.Link == link.Id
        && now < newest.At.AddDays(engagement.Policy.RequestsEveryDays);

    /// <summary>The page that is a person's own; null for raters, who have none.</summary>
    /// <param name="role">What they are to the engagement.</param>
    public static LinkPurpose? PageOf(Role role) => role switch
    {
        Role.Coach => LinkPurpose.Workspace,
        Role.Leader => LinkPurpose.Program,
        Role.Sponsor => LinkPurpose.Progress,
        _ => null,
    };

    /// <summary>Whether a link is to somebody's own page, which asks once per device for a mailed code.</summary>
    public static bool IsPage(LinkPurpose purpose) => purpose is LinkPurpose.Workspace or LinkPurpose.Program or LinkPurpose.Progress;

    private static bool IsUsed(Cycle cycle, Link link) => link.Purpose switch
    {
        LinkPurpose.Respond => cycle.FindRater(link.Recipient)?.HasAnsweredFrom(link.AddressNumber) == true,
        LinkPurpose.Decide => cycle.DecisionOf(link.Recipient, link.Revision!.Value) is not null,
        _ => false,
    };
}
