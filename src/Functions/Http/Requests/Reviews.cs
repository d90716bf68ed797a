using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of an appointment for a review.</summary>
internal sealed record MeetingBody : RequestBody<MeetingRequest>
{
    private const int LongestMinutes = 24 * 60;

    /// <summary>When it starts, with its offset.</summary>
    public string? StartsAt { get; init; }

    /// <summary>How long it takes.</summary>
    public int? Minutes { get; init; }

    /// <summary>Where.</summary>
    public string? Place { get; init; }

    /// <inheritdoc/>
    public override MeetingRequest Check(Validation check) => new(
        check.Instant("$.startsAt", StartsAt),
        check.Number("$.minutes", Minutes, 1, LongestMinutes),
        check.OptionalName("$.place", Place));
}

/// <summary>An appointment, checked.</summary>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Where.</param>
internal sealed record MeetingRequest(DateTimeOffset StartsAt, int Minutes, string? Place);

/// <summary>The body of step 7.</summary>
internal sealed record MidReviewBody : RequestBody<MidReviewRequest>
{
    /// <summary>The day.</summary>
    public string? HeldOn { get; init; }

    /// <summary>Person ids or roles.</summary>
    public IReadOnlyList<string?>? Attended { get; init; }

    /// <summary>Where outcomes stand.</summary>
    public IReadOnlyList<ReadingObject?>? Readings { get; init; }

    /// <summary>The corrected program design.</summary>
    public DesignBody? Corrections { get; init; }

    /// <inheritdoc/>
    public override MidReviewRequest Check(Validation check)
    {
        if (Corrections is not null)
            check.NoUnknownMembers("$.corrections", Corrections);
        return new MidReviewRequest(
            check.Day("$.heldOn", HeldOn),
            Attendees.Check(check, Attended),
            ReadingObject.Check(check, "$.readings", Readings),
            Corrections?.Check(check, "$.corrections"));
    }
}

/// <summary>Step 7, checked.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Attended">Person ids or roles.</param>
/// <param name="Readings">Where outcomes stand.</param>
/// <param name="Corrections">The corrected program design.</param>
internal sealed record MidReviewRequest(
    DateOnly HeldOn, ImmutableArray<string> Attended, ImmutableArray<Reading> Readings, ProgramDesign? Corrections);

/// <summary>The body of step 8.</summary>
internal sealed record EndReviewBody : RequestBody<EndReviewRequest>
{
    /// <summary>The day.</summary>
    public string? HeldOn { get; init; }

    /// <summary>Person ids or roles.</summary>
    public IReadOnlyList<string?>? Attended { get; init; }

    /// <summary>Where outcomes stand.</summary>
    public IReadOnlyList<ReadingObject?>? Readings { get; init; }

    /// <summary>What there is to celebrate.</summary>
    public string? Celebration { get; init; }

    /// <summary>How it goes on.</summary>
    public string? Decision { get; init; }

    /// <summary>For a new program: its proposed outcomes.</summary>
    public IReadOnlyList<OutcomeObject?>? Outcomes { get; init; }

    /// <summary>For a new program: its length; the present one's when left out.</summary>
    public int? Months { get; init; }

    /// <inheritdoc/>
    public override EndReviewRequest Check(Validation check)
    {
        var decision = check.Choice<EndDecision>("$.decision", Decision);
        OutcomesRequest? outcomes = null;
        if (decision == EndDecision.NewProgram)
        {
            outcomes = OutcomesRequest.Check(check, Outcomes);
            if (Months is not null)
                check.Number("$.months", Months, 6, 12);
        }
        else
        {
            if (Outcomes is { Count: > 0 })
                check.Add("$.outcomes", "belongs to the decision newProgram");
            if (Months is not null)
                check.Add("$.months", "belongs to the decision newProgram");
        }

        return new EndReviewRequest(
            check.Day("$.heldOn", HeldOn),
            Attendees.Check(check, Attended),
            ReadingObject.Check(check, "$.readings", Readings),
            check.OptionalText("$.celebration", Celebration),
            outcomes,
            Months);
    }
}

/// <summary>Step 8, checked.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Attended">Person ids or roles.</param>
/// <param name="Readings">Where outcomes stand.</param>
/// <param name="Celebration">What there is to celebrate.</param>
/// <param name="Outcomes">The next program's proposed outcomes; null when the leader goes on alone.</param>
/// <param name="Months">The next program's length, if given.</param>
internal sealed record EndReviewRequest(
    DateOnly HeldOn, ImmutableArray<string> Attended, ImmutableArray<Reading> Readings, string? Celebration, OutcomesRequest? Outcomes, int? Months);

/// <summary>Who took part in a review.</summary>
internal static class Attendees
{
    private const int Most = 20;

    public static ImmutableArray<string> Check(Validation check, IReadOnlyList<string?>? attended) =>
        check.List("$.attended", attended, 1, Most, (path, name) => check.Name(path, name));
}
