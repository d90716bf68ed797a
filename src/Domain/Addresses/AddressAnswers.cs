namespace CoachingWorkflow.Domain;

/// <summary>The holder of the former address confirms the new one, or objects, through the link that was mailed there.</summary>
/// <param name="Person">Whose address was changed.</param>
/// <param name="Confirm">True: it is theirs. False: it is not.</param>
/// <param name="Link">The link.</param>
internal sealed record AnswerOnAddress(string Person, bool Confirm, string Link) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Corrections;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (engagement.Find(Person) is not { Former.IsAsked: true } person)
            return new NoSuch("change of address to answer");
        if (Confirm)
            return new AddressConfirmed(Person, AddressConfirmer.FormerAddress);
        return person.Address == AddressState.Objected ? Decision.NothingToDo : new AddressObjected(Person);
    }
}

/// <summary>The coach (on the coach's own address the leader) confirms a new address, or refuses it.</summary>
/// <param name="Person">Whose address was changed.</param>
/// <param name="By">Who decides.</param>
/// <param name="Confirm">True: it is theirs. False: it is not.</param>
/// <param name="AddressNumber">The <see cref="Domain.Person.AddressNumber"/> of the address that was looked at.</param>
internal sealed record DecideOnAddress(string Person, string By, bool Confirm, int AddressNumber) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Corrections;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (engagement.People.Find(person => person.Id == Person) is not { } person
            || AddressRules.DeciderOn(engagement, person) is not { } decider || decider.Id != By)
            return new NoSuch("address that you decide on");
        if (engagement.Status == EngagementStatus.Cancelled)
            return new EngagementOver(engagement.Status);
        if (!decider.IsConfirmed)
            return new AddressNotConfirmed();
        if (person.AddressNumber != AddressNumber)
            return new AddressChangedAgain();
        if (person.IsConfirmed || (!Confirm && person.Address == AddressState.Refused))
            return Decision.NothingToDo;
        if (!Confirm)
            return new AddressRefused(Person);

        var from = person.ObjectedAt?.AddDays(engagement.Policy.AddressObjectionDays);
        return from > now
            ? new AddressObjectionStands(engagement.DayOf(from.Value))
            : new AddressConfirmed(Person, person.Role == Role.Coach ? AddressConfirmer.Leader : AddressConfirmer.Coach);
    }
}

/// <summary>The same change of address was confirmed in another engagement of the firm.</summary>
/// <param name="Person">Whose address was changed.</param>
internal sealed record HonourAddress(string Person) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Corrections;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now) =>
        engagement.Find(Person) is { Address: AddressState.Unconfirmed }
        ? new AddressConfirmed(Person, AddressConfirmer.OtherEngagement)
        : Decision.NothingToDo;
}

/// <summary>A person's new address was confirmed: what they may read is shown to it.</summary>
/// <param name="Person">Whose address it is.</param>
/// <param name="By">Who confirmed it.</param>
internal sealed record AddressConfirmed(string Person, AddressConfirmer By) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement
        .ChangePerson(Person, person => person with
        {
            Address = AddressState.Confirmed,
            ObjectedAt = null,

            // Whoever holds the former address can still object to what others have confirmed.
            Former = By == AddressConfirmer.FormerAddress ? null : person.Former,
        })
        .Log(at, Person, AddressEventKind.Confirmed, By);

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => By == AddressConfirmer.OtherEngagement
        ? []
        : [new Notice("address-confirmed", MailKind.NewAddress, Person, Occasion: after.AddressEvents.Count)];
}

/// <summary>
/// The holder of the former address says that the new one is not theirs: nothing is done in their name until that is settled.
/// </summary>
/// <param name="Person">Whose address was changed.</param>
internal sealed record AddressObjected(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement
        .ChangePerson(Person, person => person with { Address = AddressState.Objected, ObjectedAt = at })
        .Log(at, Person, AddressEventKind.Objected);

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after)
    {
        var told = new Notice(
            AddressMails.ObjectedKey(Person), MailKind.AddressDisputed, Actor.Firm, Occasion: after.AddressEvents.Count);
        return [told, told with { Recipient = AddressRules.DeciderOn(after, after.Find(Person)!).Id }];
    }
}

/// <summary>Coach or leader have decided that a new address is not the person's: the firm is asked to correct it.</summary>
/// <param name="Person">Whose address was changed.</param>
internal sealed record AddressRefused(string Person) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement
        .ChangePerson(Person, person => person with { Address = AddressState.Refused })
        .Log(at, Person, AddressEventKind.Refused);

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        [new Notice(AddressMails.RefusedKey(Person), MailKind.AddressDisputed, Actor.Firm, Occasion: after.AddressEvents.Count)];
}
