namespace CoachingWorkflow.Domain;

/// <summary>A person's name, address or time zone is corrected.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="TimeZone">Their IANA time zone, as it is to be.</param>
/// <param name="Details">Refers to their details, as they are to be.</param>
/// <param name="AddressChanged">Whether the address is another than before, or one that bounced and is said to work again.</param>
public sealed record ChangePerson(string Person, string TimeZone, DocumentRef Details, bool AddressChanged) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, DateTimeOffset now)
    {
        if (engagement.Find(Person) is not { } person)
            return new NoSuch("person");
        if (engagement.Status != EngagementStatus.Active)
            return new EngagementOver(engagement.Status);
        if (person.TimeZone == TimeZone && person.Details == Details && !AddressChanged)
            return Decision.NothingToDo;
        return new PersonChanged(Person, TimeZone, Details, AddressChanged);
    }
}

/// <summary>A person's details were corrected. A new address revokes the person's links; what they owe is asked anew.</summary>
/// <param name="Person">The person's (or rater's) id.</param>
/// <param name="TimeZone">Their IANA time zone from now on.</param>
/// <param name="Details">Refers to their details from now on.</param>
/// <param name="AddressChanged">Whether the address is another than before, or one that bounced and is said to work again.</param>
public sealed record PersonChanged(string Person, string TimeZone, DocumentRef Details, bool AddressChanged) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.ChangePerson(Person, person =>
    {
        var changed = person with { TimeZone = TimeZone, Details = Details };
        return AddressChanged
            ? changed with { AddressNumber = person.AddressNumber + 1, RequestNumber = person.RequestNumber + 1, Bouncing = false, AddressSince = at }
            : changed;
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Person(Person)];
}
