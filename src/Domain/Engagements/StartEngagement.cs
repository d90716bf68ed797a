using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>A firm starts an engagement.</summary>
/// <param name="Id">The new engagement's id.</param>
/// <param name="Firm">The firm's id.</param>
/// <param name="FirmTimeZone">IANA time zone in which the firm is told of escalations.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Months">6 to 12.</param>
/// <param name="HoursPerMonth">1 to 12.</param>
/// <param name="Leader">Who is coached.</param>
/// <param name="Coach">Who coaches.</param>
/// <param name="Sponsors">Who pays and agrees the outcomes: one to five.</param>
/// <param name="Reference">The firm's own reference, if it gave one.</param>
/// <param name="Policy">The rules that are to apply.</param>
/// <param name="FirmAddress">The firm's own, which is not the leader's.</param>
internal sealed record StartEngagement(
    string Id,
    string Firm,
    string FirmTimeZone,
    string TimeZone,
    int Months,
    int HoursPerMonth,
    NewPerson Leader,
    NewPerson Coach,
    ImmutableArray<NewPerson> Sponsors,
    string? Reference,
    Policy Policy,
    string? FirmAddress) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (engagement.Exists)
            return Decision.NothingToDo;
        if (AddressesTaken.Among(Taken()) is { } taken)
            return taken;

        IEnumerable<(Role Role, NewPerson Person)> people =
            [(Role.Leader, Leader), (Role.Coach, Coach), .. Sponsors.Select(sponsor => (Role.Sponsor, sponsor))];
        return new EngagementStarted(
            Id, Firm, FirmTimeZone, TimeZone, Months, HoursPerMonth,
            [.. people.Select((who, index) => new Participant(
                NameBasedId.Of(Id, $"person/{index + 1}"), who.Role, who.Person.TimeZone ?? TimeZone, documents.Put(who.Person.Details)))],
            documents.PutNote(Reference), Policy);
    }

    private IEnumerable<Mistake> Taken()
    {
        var (leader, coach) = (Leader.Details.Email, Coach.Details.Email);
        if (DistinctAddresses.ShareMailbox(leader, FirmAddress))
            yield return new Mistake("Leader.Email", DistinctAddresses.NotTheFirms);
        if (DistinctAddresses.ShareMailbox(leader, coach))
            yield return new Mistake("Coach.Email", "must not be the leader's address");
        for (var index = 0; index < Sponsors.Length; index++)
        {
            var email = Sponsors[index].Details.Email;
            if (DistinctAddresses.ShareMailbox(email, leader))
                yield return new Mistake($"Sponsors[{index}].Email", "must not be the leader's address");
            else if (DistinctAddresses.ShareMailbox(email, coach))
                yield return new Mistake($"Sponsors[{index}].Email", "must not be the coach's address");
            else if (Sponsors.Take(index).Any(earlier => DistinctAddresses.ShareMailbox(earlier.Details.Email, email)))
                yield return new Mistake($"Sponsors[{index}].Email", "must not be another sponsor's address");
        }
    }
}

/// <summary>Someone who is to take part.</summary>
/// <param name="Details">Name and address.</param>
/// <param name="TimeZone">Their IANA time zone; null for the engagement's.</param>
internal sealed record NewPerson(PersonDetails Details, string? TimeZone);

/// <summary>Someone who takes part, in the first fact.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Role">Coach, leader or sponsor.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Details">Refers to a <see cref="PersonDetails"/>.</param>
internal sealed record Participant(string Id, Role Role, string TimeZone, DocumentRef Details);

/// <summary>The first fact: an engagement was started.</summary>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Firm">The firm's id.</param>
/// <param name="FirmTimeZone">IANA time zone in which the firm is told of escalations.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Months">6 to 12.</param>
/// <param name="HoursPerMonth">1 to 12.</param>
/// <param name="People">Who takes part.</param>
/// <param name="Reference">The firm's own reference, if it gave one.</param>
/// <param name="Policy">The rules that apply, whatever later releases have as defaults.</param>
internal sealed record EngagementStarted(
    string Engagement,
    string Firm,
    string FirmTimeZone,
    string TimeZone,
    int Months,
    int HoursPerMonth,
    ImmutableArray<Participant> People,
    DocumentRef? Reference,
    Policy Policy) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => new()
    {
        Id = Engagement,
        FirmId = Firm,
        StartedAt = at,
        TimeZone = TimeZone,
        FirmTimeZone = FirmTimeZone,
        Policy = Policy,
        Reference = Reference,
        People = [.. People.Select(person => new Person(person.Id, person.Role, person.TimeZone, person.Details))],
        FirstDetails = People.ToImmutableDictionary(person => person.Id, person => person.Details, StringComparer.Ordinal),
        Cycles = [new Cycle { Number = 1, Months = Months, HoursPerMonth = HoursPerMonth, OpenedAt = at, StepSince = at }],
    };

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Welcomes.Of(after);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) =>
        People.Select(person => Amendable.Person(person.Id));
}

/// <summary>Leader and sponsors are told that an engagement, or its next cycle, begins; the coach is asked for the context.</summary>
internal static class Welcomes
{
    public static MailRule Mail { get; } = new(MailKind.Welcome, MailUrgency.Invitation);

    public static IEnumerable<Notice> Of(Engagement after) =>
        from person in after.People
        where person.Role != Role.Coach
        select new Notice(after.Cycle.Key("begins"), MailKind.Welcome, person.Id);
}
