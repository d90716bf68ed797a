using System.Collections.Immutable;
using CoachingWorkflow.Functions.Firms;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>Someone who is to take part, as the body has it.</summary>
internal sealed record PersonObject : RequestObject
{
    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>Their address.</summary>
    public string? Email { get; init; }

    /// <summary>Their IANA time zone; the engagement's when left out.</summary>
    public string? TimeZone { get; init; }

    internal static PersonRequest Check(Validation check, string path, PersonObject? person)
    {
        if (person is null)
        {
            check.Add(path, "is required");
            return new PersonRequest(new PersonDetails("", ""), TimeZone: null);
        }

        check.NoUnknownMembers(path, person);
        return new PersonRequest(
            new PersonDetails(check.Name($"{path}.name", person.Name), check.Email($"{path}.email", person.Email)),
            check.OptionalTimeZone($"{path}.timeZone", person.TimeZone));
    }
}

/// <summary>Someone who is to take part, checked.</summary>
/// <param name="Details">Name and address.</param>
/// <param name="TimeZone">Their IANA time zone, if given.</param>
internal sealed record PersonRequest(PersonDetails Details, string? TimeZone);

/// <summary>The body that starts an engagement.</summary>
internal sealed record StartBody : RequestBody<StartRequest>
{
    /// <summary>Who is coached.</summary>
    public PersonObject? Leader { get; init; }

    /// <summary>Who coaches.</summary>
    public PersonObject? Coach { get; init; }

    /// <summary>Who pays and agrees the outcomes: one to five.</summary>
    public IReadOnlyList<PersonObject?>? Sponsors { get; init; }

    /// <summary>6 to 12.</summary>
    public int? Months { get; init; }

    /// <summary>1 to 12; 3 when left out.</summary>
    public int? HoursPerMonth { get; init; }

    /// <summary>IANA time zone in which the engagement's days are counted.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The firm's own reference.</summary>
    public string? Reference { get; init; }

    /// <inheritdoc/>
    public override StartRequest Check(Validation check)
    {
        var leader = PersonObject.Check(check, "$.leader", Leader);
        var coach = PersonObject.Check(check, "$.coach", Coach);
        var sponsors = check.List("$.sponsors", Sponsors, 1, 5, (path, sponsor) => PersonObject.Check(check, path, sponsor));

        if (Addresses.AreSame(leader.Details, coach.Details))
            check.Add("$.coach.email", "must not be the leader's address");
        for (var index = 0; index < sponsors.Length; index++)
        {
            if (Addresses.AreSame(sponsors[index].Details, leader.Details))
                check.Add($"$.sponsors[{index}].email", "must not be the leader's address");
            if (Addresses.AreSame(sponsors[index].Details, coach.Details))
                check.Add($"$.sponsors[{index}].email", "must not be the coach's address");
            if (sponsors.Take(index).Any(earlier => Addresses.AreSame(earlier.Details, sponsors[index].Details)))
                check.Add($"$.sponsors[{index}].email", "must not be another sponsor's address");
        }

        if (TimeZone is null)
            check.Add("$.timeZone", "is required: an IANA time zone, for example Europe/Berlin");
        return new StartRequest(
            leader, coach, sponsors,
            check.Number("$.months", Months, 6, 12),
            check.Number("$.hoursPerMonth", HoursPerMonth ?? 3, 1, 12),
            check.OptionalTimeZone("$.timeZone", TimeZone) ?? "",
            check.OptionalName("$.reference", Reference));
    }
}

/// <summary>The start of an engagement, checked.</summary>
/// <param name="Leader">Who is coached.</param>
/// <param name="Coach">Who coaches.</param>
/// <param name="Sponsors">Who pays and agrees the outcomes.</param>
/// <param name="Months">6 to 12.</param>
/// <param name="HoursPerMonth">1 to 12.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Reference">The firm's own reference.</param>
internal sealed record StartRequest(
    PersonRequest Leader, PersonRequest Coach, ImmutableArray<PersonRequest> Sponsors, int Months, int HoursPerMonth, string TimeZone, string? Reference)
{
    /// <summary>All who take part, in the order in which their ids are counted.</summary>
    public IEnumerable<(Role Role, PersonRequest Person)> People =>
        [(Role.Leader, Leader), (Role.Coach, Coach), .. Sponsors.Select(sponsor => (Role.Sponsor, sponsor))];
}

/// <summary>The body that corrects a person.</summary>
internal sealed record PersonChangeBody : RequestBody<PersonChangeRequest>
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The new address.</summary>
    public string? Email { get; init; }

    /// <summary>The new IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <inheritdoc/>
    public override PersonChangeRequest Check(Validation check) => new(
        check.OptionalName("$.name", Name),
        Email is null ? null : check.Email("$.email", Email),
        check.OptionalTimeZone("$.timeZone", TimeZone));
}

/// <summary>A person's correction, checked; null keeps what is.</summary>
/// <param name="Name">The new name.</param>
/// <param name="Email">The new address.</param>
/// <param name="TimeZone">The new IANA time zone.</param>
internal sealed record PersonChangeRequest(string? Name, string? Email, string? TimeZone);

/// <summary>Compares addresses as people do: without regard to case.</summary>
internal static class Addresses
{
    public static bool AreSame(PersonDetails one, PersonDetails other) =>
        one.Email.Length > 0 && string.Equals(one.Email, other.Email, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a leader's or rater's address must not be.</summary>
    public const string NotTheFirms = "must not be the firm's own address";

    /// <summary>Whether an address is the firm's own.</summary>
    public static bool AreSame(Firm firm, PersonDetails other) => AreSame(new PersonDetails(firm.Name, firm.Email), other);

    /// <summary>The address as it is compared.</summary>
    public static string Key(PersonDetails person) => person.Email.ToLowerInvariant();

    /// <summary>Whether two roles need two people: a sponsor may be a rater; leader and coach are nobody else.</summary>
    public static bool MustDiffer(Role one, Role other) => (one, other) is not ((Role.Sponsor, Role.Rater) or (Role.Rater, Role.Sponsor));
}
