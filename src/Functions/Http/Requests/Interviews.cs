using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of step 2.</summary>
internal sealed record LeaderInterviewBody : RequestBody<LeaderInterviewRequest>
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
    public override LeaderInterviewRequest Check(Validation check) => new(
        check.Day("$.heldOn", HeldOn),
        new LeaderInterviewTexts(
            check.Text("$.commitments", Commitments),
            check.Text("$.immediateConcerns", ImmediateConcerns),
            check.Text("$.commonBreakdowns", CommonBreakdowns),
            check.Text("$.behaviors", Behaviors),
            check.Text("$.communicationStyle", CommunicationStyle),
            check.Text("$.fulfillingPromises", FulfillingPromises)));
}

/// <summary>Step 2, checked.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Texts">What was said.</param>
internal sealed record LeaderInterviewRequest(DateOnly HeldOn, LeaderInterviewTexts Texts);

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
internal sealed record RatersBody : RequestBody<ImmutableArray<RaterRequest>>
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<RaterObject?>? Raters { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<RaterRequest> Check(Validation check)
    {
        var raters = check.List("$.raters", Raters, 1, ThreeSixtyInterviews.MaximumRaters, (path, rater) => new RaterRequest(
            new PersonDetails(check.Name($"{path}.name", rater.Name), check.Email($"{path}.email", rater.Email)),
            check.Choice<Relationship>($"{path}.relationship", rater.Relationship),
            check.OptionalTimeZone($"{path}.timeZone", rater.TimeZone)));

        for (var index = 0; index < raters.Length; index++)
        {
            if (raters.Take(index).Any(earlier => Addresses.AreSame(earlier.Details, raters[index].Details)))
                check.Add($"$.raters[{index}].email", "must not be another rater's address");
        }

        return raters;
    }
}

/// <summary>A rater, checked.</summary>
/// <param name="Details">Name and address.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="TimeZone">Their IANA time zone, if given.</param>
internal sealed record RaterRequest(PersonDetails Details, Relationship Relationship, string? TimeZone);

/// <summary>The body of an interview with a rater that the coach held.</summary>
internal sealed record RaterResponseBody : RequestBody<RaterResponseRequest>
{
    /// <summary>What the leader does well.</summary>
    public string? Strengths { get; init; }

    /// <summary>Where the leader can grow.</summary>
    public string? Growth { get; init; }

    /// <summary>Values for outcomes.</summary>
    public IReadOnlyList<ReadingObject?>? Ratings { get; init; }

    /// <inheritdoc/>
    public override RaterResponseRequest Check(Validation check) => new(
        new RaterResponseTexts(check.Text("$.strengths", Strengths), check.Text("$.growth", Growth)),
        ReadingObject.Check(check, "$.ratings", Ratings));
}

/// <summary>A rater's answer, checked.</summary>
/// <param name="Texts">What was said.</param>
/// <param name="Ratings">Values for outcomes.</param>
internal sealed record RaterResponseRequest(RaterResponseTexts Texts, ImmutableArray<Reading> Ratings);

/// <summary>A body with a reason that may be left out.</summary>
internal sealed record OptionalReasonBody : RequestBody<string?>
{
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override string? Check(Validation check) => check.OptionalText("$.reason", string.IsNullOrWhiteSpace(Reason) ? null : Reason);
}

/// <summary>A body with a reason.</summary>
internal sealed record ReasonBody : RequestBody<string>
{
    /// <summary>The reason.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override string Check(Validation check) => check.Text("$.reason", Reason);
}
