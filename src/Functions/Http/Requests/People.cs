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

    internal static NewPerson Check(Validation check, string path, PersonObject? person)
    {
        if (person is null)
        {
            check.AddError(path, "is required");
            return new NewPerson(new PersonDetails("", ""), TimeZone: null);
        }

        check.NoUnknownMembers(path, person);
        return new NewPerson(
            new PersonDetails(check.Name($"{path}.name", person.Name), check.Email($"{path}.email", person.Email)),
            check.OptionalTimeZone($"{path}.timeZone", person.TimeZone));
    }
}

/// <summary>The body that starts an engagement.</summary>
internal sealed record StartBody : RequestBody<StartEngagement>
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
    public override StartEngagement Check(Validation check)
    {
        if (TimeZone is null)
            check.AddError("$.timeZone", "is required: an IANA time zone, for example Europe/Berlin");
        return new StartEngagement(
            Id: "", Firm: "", FirmTimeZone: "",
            check.OptionalTimeZone("$.timeZone", TimeZone) ?? "",
            check.Number("$.months", Months, 6, 12),
            check.Number("$.hoursPerMonth", HoursPerMonth ?? 3, 1, 12),
            PersonObject.Check(check, "$.leader", Leader),
            PersonObject.Check(check, "$.coach", Coach),
            check.List("$.sponsors", Sponsors, 1, 5, (path, sponsor) => PersonObject.Check(check, path, sponsor)),
            check.OptionalName("$.reference", Reference),
            Policy.Default, FirmAddress: null);
    }
}

/// <summary>The body that corrects a person.</summary>
internal sealed record PersonChangeBody : RequestBody<ChangePerson>
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The new address.</summary>
    public string? Email { get; init; }

    /// <summary>The new IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <inheritdoc/>
    public override ChangePerson Check(Validation check) => new(
        Person: "",
        check.OptionalName("$.name", Name),
        Email is null ? null : check.Email("$.email", Email),
        check.OptionalTimeZone("$.timeZone", TimeZone),
        FirmAddress: null);
}

/// <summary>The body that cancels an engagement.</summary>
internal sealed record CancelBody : RequestBody<CancelEngagement>
{
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override CancelEngagement Check(Validation check) => new(check.Text("$.reason", Reason));
}
