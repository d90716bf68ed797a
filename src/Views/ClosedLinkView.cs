namespace CoachingWorkflow.Views;

/// <summary>Why a link that was not used can no longer be used.</summary>
public enum LinkClosing
{
    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was mailed to an address that is no longer the recipient's.</summary>
    AddressChanged,

    /// <summary>The engagement is completed.</summary>
    EngagementCompleted,

    /// <summary>The engagement was cancelled.</summary>
    EngagementCancelled,

    /// <summary>A newer revision of the program design has taken the place of the one that the link was for.</summary>
    NewerRevision,

    /// <summary>Someone asked for changes; the next revision is being designed.</summary>
    ChangesRequested,

    /// <summary>Its recipient has ended it.</summary>
    Ended,

    /// <summary>The step is over (a rater's answer is no longer needed).</summary>
    StepOver,

    /// <summary>What it asked of a former address is not asked any more, or not there.</summary>
    NoLongerAsked,
}

/// <summary>What an expired or revoked link explains.</summary>
/// <param name="Purpose">What the link was for.</param>
/// <param name="Closing">Why it is closed.</param>
/// <param name="ExpiredOn">The day on which it expired, in the engagement's time zone; null for a page that was ended otherwise.</param>
/// <param name="Revision">The revision that it was for, for a decision.</param>
/// <param name="NewestRevision">The newest revision, for a decision.</param>
/// <param name="Leader">The leader's name; null where the reader may not be the recipient.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Standing">Where things stand; null for raters, and where the reader may not be the recipient.</param>
/// <param name="CanRenew">Whether a fresh link would help: something is still asked of the recipient.</param>
public sealed record ClosedLinkView(
    LinkPurpose Purpose,
    LinkClosing Closing,
    DateOnly? ExpiredOn,
    int? Revision,
    int? NewestRevision,
    string? Leader,
    string Firm,
    StandingView? Standing,
    bool CanRenew)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement) =>
        [.. StandingView.DocumentsNeeded(engagement)];

    /// <summary>The view of an expired or revoked link.</summary>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static ClosedLinkView Of(
        Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now)
    {
        var closing = ClosingOf(engagement, link);

        // Whoever opens a link at an address that was wrong or given up may be a stranger: no names, no standing, no new mails. So may be
        // who opens somebody's page on a device that was not asked for a code.
        var isStranger = closing is LinkClosing.AddressChanged or LinkClosing.NoLongerAsked || Links.IsPage(link.Purpose);
        var isDecision = link.Purpose == LinkPurpose.Decide;
        return new ClosedLinkView(
            link.Purpose,
            closing,
            Links.ExpiryOf(engagement, link) is { } expiry ? engagement.DayOf(expiry) : null,
            link.Revision,
            isDecision ? engagement.Cycle.Revision?.Number : null,
            isStranger ? null : documents.NameOf(engagement.Leader),
            firm,
            isStranger || !isDecision ? null : StandingView.Of(engagement, documents, now),
            Links.CanRenew(engagement, link, now));
    }

    private static LinkClosing ClosingOf(Engagement engagement, Link link)
    {
        if (Links.RecipientOf(engagement, link)?.AddressNumber != link.AddressNumber)
            return LinkClosing.AddressChanged;
        if (link.Purpose == LinkPurpose.Address)
            return LinkClosing.NoLongerAsked;
        if (engagement.Status == EngagementStatus.Cancelled)
            return LinkClosing.EngagementCancelled;
        if (engagement.Mails.EndedLinks.Contains(link.Id))
            return LinkClosing.Ended;
        if (link.Obligation is null || Links.ObligationOf(engagement, link) is not null)
            return LinkClosing.Expired;
        if (engagement.Status == EngagementStatus.Completed)
            return LinkClosing.EngagementCompleted;
        if (link.Purpose != LinkPurpose.Decide || link.Cycle != engagement.Cycle.Number)
            return LinkClosing.StepOver;
        return engagement.Cycle.Revision!.Number > link.Revision ? LinkClosing.NewerRevision : LinkClosing.ChangesRequested;
    }
}
