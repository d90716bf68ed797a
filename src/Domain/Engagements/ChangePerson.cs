namespace CoachingWorkflow.Domain;

/// <summary>A person's name, address or time zone is corrected.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="TimeZone">Their IANA time zone, as it is to be.</param>
/// <param name="Details">Refers to their details, as they are to be.</param>
/// <param name="AddressChanged">Whether the address is another than before, or one that bounced and is said to work again.</param>
/// <param name="Origin">Where a changed address comes from.</param>
internal sealed record ChangePerson(
    string Person, string TimeZone, DocumentRef Details, bool AddressChanged, AddressOrigin Origin = AddressOrigin.New) : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Corrections;

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (engagement.Find(Person) is not { } person)
            return new NoSuch("person");
        if (engagement.Status != EngagementStatus.Active)
            return new EngagementOver(engagement.Status);
        if (person.TimeZone == TimeZone && person.Details == Details && !AddressChanged)
            return Decision.NothingToDo;
        return AddressChanged
            ? new PersonChanged(Person, TimeZone, Details, AddressChanged, Resends: true, AddressMove.Of(engagement, person, Origin, now))
            : new PersonChanged(Person, TimeZone, Details, AddressChanged);
    }
}

/// <summary>A person's details were corrected. A new address revokes the person's links; what they owe is asked anew.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="TimeZone">Their IANA time zone from now on.</param>
/// <param name="Details">Refers to their details from now on.</param>
/// <param name="AddressChanged">Whether the address is another than before, or one that bounced and is said to work again.</param>
/// <param name="Resends">Whether what was mailed to the former address and still stands goes to the new one; false in journals that do not say.</param>
/// <param name="Move">What follows from a changed address; null in journals that do not say: then it counts as confirmed.</param>
internal sealed record PersonChanged(
    string Person, string TimeZone, DocumentRef Details, bool AddressChanged, bool Resends = false, AddressMove? Move = null) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        Log(engagement, at).ChangePerson(Person, person =>
        {
            var changed = person with { TimeZone = TimeZone, Details = Details };
            if (!AddressChanged)
                return changed;

            var moved = changed with
            {
                AddressNumber = person.AddressNumber + 1,
                AddressSince = Resends ? at : null,
                RequestNumber = person.RequestNumber + 1,
                Bounce = null,
                LinksAsked = null,
                CodesAsked = null,

                // Whoever reads mail at the new address has asked for none of the codes, and can ask for one at once.
                Code = person.Code is { } code ? code with { IsUsed = true, At = DateTimeOffset.MinValue } : null,
            };
            return Move is null ? moved : Move.ApplyTo(person, moved);
        });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        [.. Resends ? StandingMails.Of(after, Person) : [], .. Move is null ? [] : Move.Announce(after, after.Find(Person)!)];

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Person(Person)];

    private Engagement Log(Engagement engagement, DateTimeOffset at) =>
        Move is null or { Origin: AddressOrigin.Same } ? engagement : engagement.Log(at, Person, AddressEventKind.Changed);
}
