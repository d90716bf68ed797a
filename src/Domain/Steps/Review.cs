using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>One of the two reviews.</summary>
public enum ReviewKind
{
    /// <summary>Step 7.</summary>
    Mid,

    /// <summary>Step 8.</summary>
    End,
}

/// <summary>The reviews' names as mails and pages show them.</summary>
public static class ReviewNames
{
    /// <summary>For example "mid-program review".</summary>
    /// <param name="review">Which review.</param>
    public static string Of(ReviewKind review) => review == ReviewKind.Mid ? "mid-program review" : "end-of-program review";
}

/// <summary>How a review stands.</summary>
/// <param name="IsOpened">Whether its day has come (a durable timer).</param>
/// <param name="Held">What was recorded when it was held.</param>
/// <param name="IsLapsed">Whether the end came without it (the mid-program review only).</param>
/// <param name="Meeting">The appointment, if one was made.</param>
/// <param name="MeetingSequence">How often the appointment was made, changed or called off.</param>
/// <param name="CalledOff">The appointment that was called off last: who is told must know which one it was.</param>
internal sealed record Review(
    bool IsOpened = false,
    ReviewRecord? Held = null,
    bool IsLapsed = false,
    Meeting? Meeting = null,
    int MeetingSequence = 0,
    Meeting? CalledOff = null)
{
    /// <summary>Whether it was held.</summary>
    public bool IsHeld => Held is not null;

    /// <summary>Whether it still can be held.</summary>
    public bool IsPending => !IsHeld && !IsLapsed;
}

/// <summary>What is recorded of a review.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Attended">The ids of those who took part.</param>
/// <param name="Readings">Where outcomes stand; seen by all.</param>
internal sealed record ReviewRecord(DateOnly HeldOn, ImmutableArray<string> Attended, ImmutableArray<Reading> Readings)
{
    internal bool IsSameAs(ReviewRecord other) =>
        HeldOn == other.HeldOn && Attended.SequenceEqual(other.Attended) && Readings.SequenceEqual(other.Readings);
}

/// <summary>An appointment for a review.</summary>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Refers to a <see cref="NoteText"/>: where.</param>
internal sealed record Meeting(DateTimeOffset StartsAt, int Minutes, DocumentRef? Place);

/// <summary>The rules that both reviews share.</summary>
internal static class ReviewRules
{
    public static DateOnly AcceptedFrom(Engagement engagement, Cycle cycle, ReviewKind kind) =>
        cycle.ReviewDay(kind)!.Value.AddDays(-engagement.Policy.ReviewOpensBefore);

    public static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle, ReviewKind kind)
    {
        if (cycle.ReviewDay(kind) is { } day && cycle.ReviewOf(kind).IsPending)
        {
            yield return new Obligation(
                cycle.Key(kind == ReviewKind.Mid ? "mid-review" : "end-review"),
                kind == ReviewKind.Mid ? ObligationKind.MidReview : ObligationKind.EndReview,
                engagement.Coach, engagement.StartOf(AcceptedFrom(engagement, cycle, kind)),
                engagement.Policy.DueOn(day));
        }
    }

    /// <summary>Checks what is the same for both reviews, and names attendees by their ids.</summary>
    public static Refusal? Check(
        Engagement engagement, ReviewKind kind, DateOnly heldOn, ImmutableArray<string> attended, ImmutableArray<Reading> readings,
        DateTimeOffset now, out ReviewRecord record)
    {
        record = new ReviewRecord(heldOn, [], readings);
        if (StepRules.DuringProgram(engagement, "Reviews are held once leader and sponsors have committed to a program.") is { } outOfStep)
            return outOfStep;

        var from = AcceptedFrom(engagement, engagement.Cycle, kind);
        if (engagement.DayOf(now) < from)
            return new ReviewNotOpen(kind, from);

        for (var index = 0; index < attended.Length; index++)
        {
            if (!Named(engagement, attended[index]).Any())
                return new UnknownAttendee($"Attended[{index}]");
        }

        record =
            record with
            {
                Attended = [
            .. attended.SelectMany(name => Named(engagement, name)).Select(person => person.Id).Distinct(StringComparer.Ordinal)]
            };
        return StepRules.HeldSince(from, engagement, heldOn, now)
            ?? StepRules.KnownOutcomes(engagement.Cycle, readings, nameof(HoldMidReview.Readings));
    }

    private static IEnumerable<Person> Named(Engagement engagement, string name) =>
        engagement.People.Where(person => person.Id == name || RoleNames.Of(person.Role) == name);
}
