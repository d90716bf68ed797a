namespace CoachingWorkflow.Domain;

/// <summary>Why a mail is sent.</summary>
internal enum MailKind
{
    /// <summary>To leader and sponsors: an engagement (or a new cycle) begins.</summary>
    Welcome,

    /// <summary>To whom something is asked of.</summary>
    Request,

    /// <summary>To who still owes something.</summary>
    Reminder,

    /// <summary>To the firm: something is long overdue.</summary>
    Escalation,

    /// <summary>To a decider or a rater: what was recorded.</summary>
    Receipt,

    /// <summary>To all: leader and sponsors have committed, the program begins.</summary>
    ProgramBegins,

    /// <summary>To all: corrections to the program are in force.</summary>
    ProgramCorrected,

    /// <summary>To coach, leader and sponsors: a review is coming.</summary>
    ReviewInvitation,

    /// <summary>To coach, leader and sponsors: a review's meeting has a (new) time.</summary>
    MeetingScheduled,

    /// <summary>To coach, leader and sponsors: a review's meeting was called off.</summary>
    MeetingCancelled,

    /// <summary>To the firm: a month closed without a log.</summary>
    MonthUnlogged,

    /// <summary>To the firm: somebody's mail came back. To the coach: a rater's did.</summary>
    MailBounced,

    /// <summary>To coach, leader or sponsor: a new link to their page, because they asked for one.</summary>
    FreshLink,

    /// <summary>To coach or leader: the code that opens their page on a device.</summary>
    AccessCode,

    /// <summary>To all: the end-of-program review was held, and what there is to celebrate.</summary>
    Completed,

    /// <summary>To all: the engagement was cancelled.</summary>
    Cancelled,

    /// <summary>To a former address: another has taken its place; is that right?</summary>
    AddressChanged,

    /// <summary>To the coach (about the coach's own: to the leader): somebody's address was changed.</summary>
    AddressToConfirm,

    /// <summary>To a new address: what is behind the link, and what it takes; or that it is confirmed.</summary>
    NewAddress,

    /// <summary>To the firm, and to who decides on it: a new address is said not to be the person's.</summary>
    AddressDisputed,

    /// <summary>
    /// To leader and sponsors: somebody asked for changes to the revision that they were to decide on, or had committed to.
    /// </summary>
    DecisionNotNeeded,
}

/// <summary>When a mail goes.</summary>
internal enum MailTiming
{
    /// <summary>It follows from someone's action.</summary>
    AtOnce,

    /// <summary>On the next working morning of the recipient, alone.</summary>
    WorkingMorning,

    /// <summary>On the next working morning of the recipient, gathered with others in one mail (<see cref="DigestSlot"/>).</summary>
    MorningDigest,
}

/// <summary>A one-time mail that follows from a fact.</summary>
/// <param name="Key">What it is about, unique within the engagement together with kind and recipient.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="At">When the fact was recorded.</param>
/// <param name="Occasion">The ordinal of its kind about the same thing (a meeting's sequence number).</param>
/// <param name="Cycle">The cycle in which the fact was recorded.</param>
/// <param name="Address">
/// The recipient's <see cref="Person.AddressNumber"/>, where the same was mailed to an earlier address; else 0.
/// </param>
internal sealed record Notice(
    string Key, MailKind Kind, string Recipient, DateTimeOffset At = default, int Occasion = 0, int Cycle = 0,
    int Address = 0);

/// <summary>A mail that is owed at a time: not yet decided in the journal.</summary>
/// <param name="Id">UUIDv5 of what it is about, to whom, and which time it is.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="About">The key of the obligation or notice.</param>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="Occasion">The ordinal of this time; for reminders and escalations days after the due day.</param>
/// <param name="At">When it goes.</param>
/// <param name="Cycle">The cycle that it belongs to; a notice may outlast it.</param>
/// <param name="Link">The link that it carries, if any.</param>
internal sealed record MailOwed(
    string Id, MailKind Kind, string About, string Recipient, int Occasion, DateTimeOffset At, int Cycle, Link? Link = null);
