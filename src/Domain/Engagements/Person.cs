namespace CoachingWorkflow.Domain;

/// <summary>What someone is to an engagement.</summary>
public enum Role
{
    /// <summary>Does the coaching; owes most steps.</summary>
    Coach,

    /// <summary>Is coached.</summary>
    Leader,

    /// <summary>Pays and agrees the outcomes; one to five of them.</summary>
    Sponsor,

    /// <summary>Is heard in the 360-degree interviews.</summary>
    Rater,
}

/// <summary>The roles' names in the HTTP contract, in mails and on pages.</summary>
public static class RoleNames
{
    /// <summary>For example "coach".</summary>
    public static string Of(Role role) => role switch
    {
        Role.Coach => "coach",
        Role.Leader => "leader",
        Role.Sponsor => "sponsor",
        Role.Rater => "rater",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, message: null),
    };
}

/// <summary>Where a rater stands to the leader: the groups in which 360-degree results are shown.</summary>
public enum Relationship
{
    /// <summary>The leader's boss; the only group that may be shown with one answer, and the rater is told so.</summary>
    Boss,

    /// <summary>The leader reports on them: the team.</summary>
    Team,

    /// <summary>A colleague on the same level.</summary>
    Peer,

    /// <summary>Anyone else.</summary>
    Other,
}

/// <summary>Someone who takes part; name and address are in the document.</summary>
/// <param name="Id">Stable through the whole engagement.</param>
/// <param name="Role">What they are to it.</param>
/// <param name="TimeZone">IANA time zone in which reminders reach them at 09:00.</param>
/// <param name="Details">Refers to a <see cref="PersonDetails"/>.</param>
/// <param name="Relationship">Set for raters.</param>
/// <param name="AddressNumber">How often the address has changed; a link made for an earlier address is revoked.</param>
/// <param name="RequestNumber">How often what they owe must have been asked for anew (new address, fresh link).</param>
/// <param name="Bounce">The last mail to the present address that did not arrive, unless one has arrived since.</param>
/// <param name="FreshLinks">How often they asked for a fresh link.</param>
internal sealed record Person(
    string Id,
    Role Role,
    string TimeZone,
    DocumentRef Details,
    Relationship? Relationship = null,
    int AddressNumber = 0,
    int RequestNumber = 0,
    Bounce? Bounce = null,
    int FreshLinks = 0)
{
    /// <summary>Since when the address is on record, if it is not the first and what stands was mailed to it anew.</summary>
    public DateTimeOffset? AddressSince { get; init; }

    /// <summary>Whether somebody was seen to read mail at the present address: a mailed code was entered, or a link was used.</summary>
    public bool IsReached { get; init; }

    /// <summary>Whether the present address is taken to be the person's own.</summary>
    public AddressState Address { get; init; }

    /// <summary>The last address that is known to be theirs, if another has taken its place.</summary>
    public FormerAddress? Former { get; init; }

    /// <summary>When the former address objected last, until that is settled.</summary>
    public DateTimeOffset? ObjectedAt { get; init; }

    /// <summary>Whether the present address may be shown what the person may read.</summary>
    public bool IsConfirmed => Address == AddressState.Confirmed;

    /// <summary>Whether nothing may be done in the person's name from the present address.</summary>
    public bool IsDisputed => Address is AddressState.Objected or AddressState.Refused;

    /// <summary>Whether mail to the present address comes back.</summary>
    public bool Bouncing => Bounce is not null;

    /// <summary>How often mail arrived again at an address that had bounced.</summary>
    public int Recoveries { get; init; }

    /// <summary>The fresh links that they asked for at this address; null for none.</summary>
    public Asked? LinksAsked { get; init; }
}
