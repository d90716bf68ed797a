namespace CoachingWorkflow.Functions.Http.Requests;

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

/// <summary>The body that cancels an engagement.</summary>
internal sealed record CancelBody : RequestBody<CancelEngagement>
{
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override CancelEngagement Check(Validation check) => new(check.Text("$.reason", Reason));
}
