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
