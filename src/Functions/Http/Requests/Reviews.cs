using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>The body of an appointment for a review.</summary>
internal sealed record MeetingBody : RequestBody<ScheduleReviewMeeting>
{
    private const int LongestMinutes = 24 * 60;

    /// <summary>When it starts, with its offset.</summary>
    public string? StartsAt { get; init; }

    /// <summary>How long it takes.</summary>
    public int? Minutes { get; init; }

    /// <summary>Where.</summary>
    public string? Place { get; init; }

    /// <inheritdoc/>
    public override ScheduleReviewMeeting Check(Validation check) => new(
        Review: default,
        check.Instant("$.startsAt", StartsAt),
        check.Number("$.minutes", Minutes, 1, LongestMinutes),
        check.OptionalName("$.place", Place));
}

/// <summary>The body of step 7.</summary>
internal sealed record MidReviewBody : RequestBody<HoldMidReview>
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
    public override HoldMidReview Check(Validation check)
    {
        if (Corrections is not null)
            check.NoUnknownMembers("$.corrections", Corrections);
        return new HoldMidReview(
            check.Day("$.heldOn", HeldOn),
            Attendees.Check(check, Attended),
            ReadingObject.Check(check, "$.readings", Readings),
            Corrections?.Check(check, "$.corrections"));
    }
}

/// <summary>The body of step 8.</summary>
internal sealed record EndReviewBody : RequestBody<HoldEndReview>
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
    public override HoldEndReview Check(Validation check)
    {
        var decision = check.Choice<EndDecision>("$.decision", Decision);
        Renewal? renewal = null;
        if (decision == EndDecision.NewProgram)
        {
            renewal = new Renewal(Months, OutcomeObject.Check(check, Outcomes));
            if (Months is not null)
                check.Number("$.months", Months, 6, 12);
        }
        else
        {
            if (Outcomes is { Count: > 0 })
                check.AddError("$.outcomes", "belongs to the decision newProgram");
            if (Months is not null)
                check.AddError("$.months", "belongs to the decision newProgram");
        }

        return new HoldEndReview(
            check.Day("$.heldOn", HeldOn),
            Attendees.Check(check, Attended),
            ReadingObject.Check(check, "$.readings", Readings),
            check.OptionalText("$.celebration", Celebration),
            renewal);
    }
}

/// <summary>Who took part in a review.</summary>
internal static class Attendees
{
    private const int Most = 20;

    public static ImmutableArray<string> Check(Validation check, IReadOnlyList<string?>? attended) =>
        check.List("$.attended", attended, 1, Most, (path, name) => check.Name(path, name));
}
