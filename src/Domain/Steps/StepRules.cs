using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>The rules that commands of several steps share.</summary>
internal static class StepRules
{
    private const int EarliestBeforeStart = 365;

    public static Refusal? InStep(Engagement engagement, string needed, params ReadOnlySpan<Step> steps)
    {
        if (engagement.Status != EngagementStatus.Active)
            return new EngagementOver(engagement.Status);
        return steps.Contains(engagement.Cycle.Step) ? null : new OutOfStep(engagement.Cycle.Step, needed);
    }

    public static Refusal? DuringProgram(Engagement engagement, string needed) => InStep(
        engagement, needed, Step.IndividualCoachingMeetings, Step.MidProgramReview, Step.EndOfProgramReview);

    /// <summary>A conversation that was held: not before a day, and not after today wherever one of the two may be.</summary>
    public static Refusal? HeldSince(DateOnly from, Engagement engagement, DateOnly heldOn, DateTimeOffset now)
    {
        var (today, zone) = engagement.LatestDayOf(now);
        return heldOn < from || heldOn > today ? new DayOutOfRange("HeldOn", from, today, zone) : null;
    }

    /// <summary>A conversation before the program: not in the future, and not long before the engagement was started.</summary>
    public static Refusal? HeldBeforeProgram(Engagement engagement, DateOnly heldOn, DateTimeOffset now) =>
        HeldSince(engagement.DayOf(engagement.StartedAt).AddDays(-EarliestBeforeStart), engagement, heldOn, now);

    public static Refusal? KnownOutcomes(Cycle cycle, ImmutableArray<Reading> readings, string member)
    {
        var known = cycle.Context?.Items.Select(outcome => outcome.Id).ToHashSet(StringComparer.Ordinal) ?? [];
        for (var index = 0; index < readings.Length; index++)
        {
            // Removing finds both an unknown outcome and one that is named twice.
            if (!known.Remove(readings[index].Outcome))
                return new UnknownOutcome($"{member}[{index}].OutcomeId");
        }

        return null;
    }

    public static DateOnly DueAfter(Engagement engagement, Step step, DateTimeOffset since) =>
        engagement.Policy.DueOn(engagement.DayOf(since).AddDays(engagement.Policy.StepDueAfter[(int)step - 1]));
}

/// <summary>The value of an outcome at some time.</summary>
/// <param name="Outcome">The outcome's id.</param>
/// <param name="Value">In the outcome's own unit.</param>
public sealed record Reading(string Outcome, decimal Value);
