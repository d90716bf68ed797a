namespace CoachingWorkflow.Domain;

/// <summary>A person's name, address or time zone is corrected; null keeps what is.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address. The one that bounced, given again, is said to work (again).</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="FirmAddress">The firm's own, which is only a sponsor's, or a coach's who had it from the start.</param>
/// <param name="IsKnown">Whether the same change of address was confirmed in another engagement of the firm.</param>
/// <param name="IsReached">Whether a code was ever entered that was mailed to the present address, in whichever engagement.</param>
internal sealed record ChangePerson(
    string Person, string? Name, string? Email, string? TimeZone, string? FirmAddress, bool IsKnown = false, bool IsReached = false)
    : Command
{
    /// <inheritdoc/>
    public override int Room => JournalRoom.Corrections;

    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) =>
    [
        .. Everyone(engagement).Select(person => person.Details), engagement.Find(Person)?.Former?.Details,
        engagement.FirstDetails.GetValueOrDefault(Person),
    ];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (engagement.Find(Person) is not { } found)
            return new NoSuch("person");
        var person = found with { IsReached = found.IsReached || IsReached };

        var present = documents.Find<PersonDetails>(person.Details);
        var details = new PersonDetails(Name ?? present?.Name ?? "", Email ?? present?.Email ?? "");
        var isSame = DistinctAddresses.AreSame(present?.Email, details.Email);
        if (Everyone(engagement)
            .Any(other => other.Id != Person && DistinctAddresses.MustDiffer(person.Role, other.Role) && Has(other.Details)))
            return new AddressesTaken([new(nameof(Email), "must not be the address of somebody else in this engagement")]);
        if (!isSame && !MayHaveFirmAddress(person.Role) && DistinctAddresses.ShareMailbox(FirmAddress, details.Email))
            return new AddressesTaken([new(nameof(Email), DistinctAddresses.NotTheFirms)]);
        if (engagement.Status != EngagementStatus.Active)
            return new EngagementOver(engagement.Status);

        // The address that bounced, given again: the mailbox works (again), so what is owed is mailed there anew.
        var zone = TimeZone ?? person.TimeZone;
        var reference = documents.Put(details, person.Details);
        if (!isSame || (person.Bouncing && Email is not null))
        {
            var origin = isSame ? AddressOrigin.Same
                : Has(person.Former?.Details) ? AddressOrigin.Former
                : IsKnown ? AddressOrigin.Known
                : AddressOrigin.New;
            return new PersonChanged(
                Person, zone, reference, AddressChanged: true, Resends: true, AddressMove.Of(engagement, person, origin, now));
        }

        return person.TimeZone == zone && person.Details == reference
            ? Decision.NothingToDo
            : new PersonChanged(Person, zone, reference, AddressChanged: false);

        bool Has(DocumentRef? other) => DistinctAddresses.ShareMailbox(documents.Find<PersonDetails>(other)?.Email, details.Email);

        // What leader, raters and (unless it was so from the start) coach get by mail is not the firm's to read.
        bool MayHaveFirmAddress(Role role) =>
            role == Role.Sponsor || (role == Role.Coach && Has(engagement.FirstDetails.GetValueOrDefault(Person)));
    }

    private static IEnumerable<Person> Everyone(Engagement engagement) =>
        engagement.People.Concat(engagement.Cycle.Raters.Select(rater => rater.Person));
}

/// <summary>A person's details were corrected. A new address revokes the person's links; what they owe is asked anew.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="TimeZone">Their IANA time zone from now on.</param>
/// <param name="Details">Refers to their details from now on.</param>
/// <param name="AddressChanged">Whether the address is another than before, or one that bounced and is said to work again.</param>
/// <param name="Resends">
/// Whether what was mailed to the former address and still stands goes to the new one; false in journals that do not say.
/// </param>
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
