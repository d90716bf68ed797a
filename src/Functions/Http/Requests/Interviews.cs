namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of step 2.</summary>
internal sealed record LeaderInterviewBody : RequestBody<RecordLeaderInterview>
{
    /// <summary>The day.</summary>
    public string? HeldOn { get; init; }

    /// <summary>What the leader is committed to.</summary>
    public string? Commitments { get; init; }

    /// <summary>What presses.</summary>
    public string? ImmediateConcerns { get; init; }

    /// <summary>What goes wrong again and again.</summary>
    public string? CommonBreakdowns { get; init; }

    /// <summary>What the leader does.</summary>
    public string? Behaviors { get; init; }

    /// <summary>How the leader speaks and listens.</summary>
    public string? CommunicationStyle { get; init; }

    /// <summary>The pattern of fulfilling promises.</summary>
    public string? FulfillingPromises { get; init; }

    /// <inheritdoc/>
    public override RecordLeaderInterview Check(Validation check) => new(
        check.Day("$.heldOn", HeldOn),
        new LeaderInterviewTexts(
            check.Text("$.commitments", Commitments),
            check.Text("$.immediateConcerns", ImmediateConcerns),
            check.Text("$.commonBreakdowns", CommonBreakdowns),
            check.Text("$.behaviors", Behaviors),
            check.Text("$.communicationStyle", CommunicationStyle),
            check.Text("$.fulfillingPromises", FulfillingPromises)));
}

/// <summary>A rater, as the body has them.</summary>
internal sealed record RaterObject : RequestObject
{
    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>Their address.</summary>
    public string? Email { get; init; }

    /// <summary>Where they stand to the leader.</summary>
    public string? Relationship { get; init; }

    /// <summary>Their IANA time zone; the engagement's when left out.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>The body that names raters.</summary>
internal sealed record RatersBody : RequestBody<AddRaters>
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<RaterObject?>? Raters { get; init; }

    /// <inheritdoc/>
    public override AddRaters Check(Validation check) => new(
        check.List("$.raters", Raters, 1, ThreeSixtyInterviews.MaximumRaters, (path, rater) => new NewRater(
            new PersonDetails(check.Name($"{path}.name", rater.Name), check.Email($"{path}.email", rater.Email)),
            check.Choice<Relationship>($"{path}.relationship", rater.Relationship),
            check.OptionalTimeZone($"{path}.timeZone", rater.TimeZone))),
        FirmAddress: null);
}

/// <summary>The body of an interview with a rater that the coach held.</summary>
internal sealed record RaterResponseBody : RequestBody<RespondAsRater>
{
    /// <summary>What the leader does well.</summary>
    public string? Strengths { get; init; }

    /// <summary>Where the leader can grow.</summary>
    public string? Growth { get; init; }

    /// <summary>Values for outcomes.</summary>
    public IReadOnlyList<ReadingObject?>? Ratings { get; init; }

    /// <inheritdoc/>
    public override RespondAsRater Check(Validation check) => new(
        Rater: "",
        ReadingObject.Check(check, "$.ratings", Ratings),
        new RaterResponseTexts(check.Text("$.strengths", Strengths), check.Text("$.growth", Growth)),
        Link: null);
}

/// <summary>The body that closes the interviews; the reason may be left out.</summary>
internal sealed record CloseThreeSixtyBody : RequestBody<CloseThreeSixty>
{
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override CloseThreeSixty Check(Validation check) =>
        new(check.OptionalText("$.reason", string.IsNullOrWhiteSpace(Reason) ? null : Reason));
}
