namespace CoachingWorkflow.Domain;

/// <summary>Where a person's new address comes from.</summary>
internal enum AddressOrigin
{
    /// <summary>It was not theirs before, as far as is known.</summary>
    New,

    /// <summary>It is the one on record, which bounced and is said to work again.</summary>
    Same,

    /// <summary>It is the last one that is known to be theirs.</summary>
    Former,

    /// <summary>The same change was confirmed in another engagement of the firm.</summary>
    Known,
}

/// <summary>What follows from a change of address, beside that mail goes to another place.</summary>
/// <param name="Origin">Where the new address comes from.</param>
/// <param name="MustBeConfirmed">Whether no confidential text is shown to it, and no decision taken from it, until it is confirmed.</param>
/// <param name="FormerIsAsked">Whether the former address can confirm the change or object.</param>
/// <param name="DeciderIsTold">Whether the coach (about the coach's own address the leader) is told.</param>
/// <param name="FormerWasReached">
/// Whether a code was entered that was mailed to the former address, which the journal does not say; false in journals that do.
/// </param>
internal sealed record AddressMove(
    AddressOrigin Origin, bool MustBeConfirmed, bool FormerIsAsked, bool DeciderIsTold, bool FormerWasReached = false)
{
    internal static AddressMove Of(Engagement engagement, Person person, AddressOrigin origin, DateTimeOffset now)
    {
        var mustBeConfirmed = AddressRules.HasConfidentialText(engagement, person.Role);
        var formerIsAsked = AddressRules.LastKnown(person).IsAsked;
        return origin switch
        {
            AddressOrigin.New => new AddressMove(
                origin, mustBeConfirmed, formerIsAsked, mustBeConfirmed || formerIsAsked || !IsTypo(engagement, person, now),
                person.IsReached),
            AddressOrigin.Same => new AddressMove(
                origin, !person.IsConfirmed, person.Former is { IsAsked: true }, DeciderIsTold: false, person.IsReached),
            AddressOrigin.Known => new AddressMove(
                origin, MustBeConfirmed: false, formerIsAsked, DeciderIsTold: false, person.IsReached),
            _ => new AddressMove(origin, MustBeConfirmed: false, FormerIsAsked: false, DeciderIsTold: false),
        };
    }

    // A rater's new address is always told, so that the telling doesn't say whether the rater has answered.
    private static bool IsTypo(Engagement engagement, Person person, DateTimeOffset now) =>
        person.Role != Role.Rater && now < (person.AddressSince ?? engagement.StartedAt).AddMinutes(engagement.Policy.AddressTypoMinutes);

    internal Person ApplyTo(Person before, Person moved) => Origin switch
    {
        AddressOrigin.Same => moved,
        AddressOrigin.Former => moved with
        {
            Address = AddressState.Confirmed,
            IsReached = before.Former is { WasReached: true },
            Former = null,
            ObjectedAt = null,
        },
        _ => moved with
        {
            Address = MustBeConfirmed ? AddressState.Unconfirmed : AddressState.Confirmed,
            IsReached = false,
            Former = AddressRules.LastKnown(before with { IsReached = before.IsReached || FormerWasReached }) with
            {
                IsAsked = FormerIsAsked,
            },
            ObjectedAt = MustBeConfirmed ? before.ObjectedAt : null,
        },
    };

    internal IEnumerable<Notice> Announce(Engagement after, Person person)
    {
        var key = AddressMails.Key(person.Id);
        if (FormerIsAsked && Origin != AddressOrigin.Known)
            yield return new Notice(key, MailKind.AddressChanged, person.Id, Occasion: person.AddressNumber);

        if (DeciderIsTold)
        {
            var decider = AddressRules.DeciderOn(after, person);
            yield return new Notice(key, MailKind.AddressToConfirm, decider.Id, Occasion: person.AddressNumber);
        }

        if (!IsLedToItsPage(after, person))
            yield return new Notice("new-address", MailKind.NewAddress, person.Id, Occasion: person.AddressNumber);
    }

    // By the welcome, or by what is asked of the coach; raters have no page.
    private static bool IsLedToItsPage(Engagement after, Person person) => person.Role switch
    {
        Role.Rater => true,
        _ when !person.IsConfirmed => false,
        Role.Coach => Agenda.ObligationsOf(after).Any(obligation => obligation.Requested && obligation.OwedBy.Id == person.Id),
        _ => after.Cycle.Commitment is null,
    };
}
