namespace CoachingWorkflow.Views;

/// <summary>What a mail tells, without its words: those are its template's. Never confidential text.</summary>
/// <param name="Frame">Who writes to whom about which engagement.</param>
public abstract record MailContent(MailFrame Frame)
{
    /// <summary>What the mail changes in the recipient's calendar.</summary>
    public virtual MeetingChange? Calendar => null;
}

/// <summary>Who writes to whom about which engagement. Names are on one line each.</summary>
/// <param name="Firm">The firm in whose name it is sent.</param>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="ToName">The recipient's name.</param>
/// <param name="ToAddress">The address that the mail goes to.</param>
/// <param name="Role">What the recipient is to the engagement; null for the firm.</param>
/// <param name="Relationship">What a rater is to the leader.</param>
/// <param name="TimeZone">The recipient's IANA time zone.</param>
/// <param name="Link">The link that the mail carries, if any.</param>
public sealed record MailFrame(
    string Firm,
    string Engagement,
    string Leader,
    string Coach,
    string ToName,
    string ToAddress,
    Role? Role,
    Relationship? Relationship,
    string TimeZone,
    LinkInMail? Link);

/// <summary>The one link of a mail.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="WorksUntil">The last day, where the recipient is; null for a page, which is there as long as the engagement.</param>
public sealed record LinkInMail(LinkPurpose Purpose, string Href, DateOnly? WorksUntil);
