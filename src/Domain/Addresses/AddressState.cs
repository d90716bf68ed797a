namespace CoachingWorkflow.Domain;

/// <summary>
/// Whether an address is taken to be the person's own. Whoever gives a person a new address does not thereby get what that person may read.
/// </summary>
public enum AddressState
{
    /// <summary>It is: given at the start, confirmed since, or there was nothing yet to be confirmed for.</summary>
    Confirmed,

    /// <summary>It was changed, and nobody has confirmed the new one: no confidential text, and no decision.</summary>
    Unconfirmed,

    /// <summary>The holder of the former address says that the new one is not theirs: nothing is done in their name.</summary>
    Objected,

    /// <summary>
    /// Coach or leader have decided that it is not the person's: nothing is done in their name until the firm corrects it.
    /// </summary>
    Refused,
}

/// <summary>The last address that is known to be a person's, once another has taken its place.</summary>
/// <param name="Number">Its <see cref="Person.AddressNumber"/>.</param>
/// <param name="Details">Refers to the <see cref="PersonDetails"/> with it.</param>
/// <param name="WasReached">As <see cref="Person.IsReached"/>.</param>
/// <param name="IsAsked">Whether it was told of the change and can confirm it or object; never when it may be a stranger's.</param>
internal sealed record FormerAddress(int Number, DocumentRef Details, bool WasReached, bool IsAsked);

/// <summary>Who has confirmed an address.</summary>
public enum AddressConfirmer
{
    /// <summary>The person, through the link that was mailed to the former address.</summary>
    FormerAddress,

    /// <summary>The coach.</summary>
    Coach,

    /// <summary>The leader, for the coach's address.</summary>
    Leader,

    /// <summary>One of these, in another engagement of the firm.</summary>
    OtherEngagement,
}

/// <summary>What happened to an address.</summary>
public enum AddressEventKind
{
    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>The new one was confirmed.</summary>
    Confirmed,

    /// <summary>The holder of the former one objected.</summary>
    Objected,

    /// <summary>Coach or leader refused the new one.</summary>
    Refused,
}

/// <summary>Something that happened to the address of the coach, the leader or a sponsor.</summary>
/// <param name="At">When.</param>
/// <param name="Person">Whose address.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Who confirmed it.</param>
internal sealed record AddressEvent(DateTimeOffset At, string Person, AddressEventKind Kind, AddressConfirmer? By = null);

/// <summary>The rules about addresses.</summary>
internal static class AddressRules
{
    /// <summary>Who decides on somebody's new address: the coach; on the coach's own the leader.</summary>
    /// <param name="person">Whose address it is.</param>
    public static Person DeciderOn(Engagement engagement, Person person) =>
        person.Role == Role.Coach ? engagement.Leader : engagement.Coach;

    /// <summary>Whether there is anything that a person of a role may read and the firm may not.</summary>
    /// <param name="role">What the person is to it.</param>
    public static bool HasConfidentialText(Engagement engagement, Role role) => role switch
    {
        Role.Coach or Role.Leader => engagement.Cycles.Exists(cycle => cycle.LeaderInterview is not null || !cycle.Revisions.IsEmpty
            || !cycle.Sessions.IsEmpty || cycle.Raters.Exists(rater => rater.Response is not null)),
        Role.Sponsor => engagement.Cycles.Exists(cycle => !cycle.Revisions.IsEmpty),
        _ => false,
    };

    /// <summary>
    /// The last address that is known to be a person's: the present one, unless it is in doubt or nobody was ever seen to read mail there.
    /// </summary>
    public static FormerAddress LastKnown(Person person) => person.Former is { } former && (!person.IsConfirmed || !person.IsReached)
        ? former
        : new FormerAddress(
            person.AddressNumber, person.Details, person.IsReached,
            IsAsked: person is { IsReached: true, Bouncing: false, Role: not Role.Rater });

    internal static Engagement Log(
        this Engagement engagement, DateTimeOffset at, string person, AddressEventKind kind, AddressConfirmer? by = null) =>
        engagement.People.Exists(candidate => candidate.Id == person)
            ? engagement with { AddressEvents = engagement.AddressEvents.Add(new AddressEvent(at, person, kind, by)) }
            : engagement;
}
