using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 8, End-of-program review: a durable timer at the end; the leader goes on alone, or a new cycle begins.</summary>
internal static class EndOfProgramReview
{
    public static MailRule Completed { get; } = new(MailKind.Completed, MailUrgency.Notice);

    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle) =>
        ReviewRules.Obligations(engagement, cycle, ReviewKind.End);
}

/// <summary>How it goes on after the program.</summary>
public enum EndDecision
{
    /// <summary>The leader goes on alone; the engagement is completed.</summary>
    ContinueAlone,

    /// <summary>A continuing relationship with new outcomes: a new cycle.</summary>
    NewProgram,
}

/// <summary>What the next cycle begins with.</summary>
/// <param name="Months">Its length; null keeps the present one's.</param>
/// <param name="Outcomes">One to ten proposed outcomes.</param>
internal sealed record Renewal(int? Months, ImmutableArray<NewOutcome> Outcomes);

/// <summary>The coach records the end-of-program review.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Attended">Person ids or roles.</param>
/// <param name="Readings">Where outcomes stand.</param>
/// <param name="Celebration">What there is to celebrate.</param>
/// <param name="Renewal">What the next cycle begins with; null when the leader goes on alone.</param>
internal sealed record HoldEndReview(
    DateOnly HeldOn, ImmutableArray<string> Attended, ImmutableArray<Reading> Readings, string? Celebration, Renewal? Renewal) : Command
{
    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (ReviewRules.Check(engagement, ReviewKind.End, HeldOn, Attended, Readings, now, out var record) is { } refusal)
            return refusal;

        var cycle = engagement.Cycle;
        var facts = ReviewMeeting.CallOff(cycle, now).ToList();
        if (cycle.MidReview.IsPending)
            facts.Add(new MidReviewLapsed());
        facts.Add(
            new EndReviewHeld(
            record, Renewal is null ? EndDecision.ContinueAlone : EndDecision.NewProgram, documents.PutNote(Celebration), TellsAll: true));
        if (Renewal is { } renewal)
        {
            var next = cycle.Number + 1;
            facts.Add(new CycleOpened(
                next, renewal.Months ?? cycle.Months, cycle.HoursPerMonth,
                NewOutcome.Agree(engagement, next, HeldOn, renewal.Outcomes, documents, present: null)));
        }

        return Decision.Accept(facts);
    }
}

/// <summary>The end of the program has come (a durable timer).</summary>
internal sealed record EndReviewOpened : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { EndReview = cycle.EndReview with { IsOpened = true } });
}

/// <summary>The end-of-program review was held and the mid-program review never was.</summary>
internal sealed record MidReviewLapsed : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { MidReview = cycle.MidReview with { IsLapsed = true } });
}

/// <summary>Milestone of step 8: the end-of-program review was held. It closes open months.</summary>
/// <param name="Record">What was recorded.</param>
/// <param name="Decision">How it goes on.</param>
/// <param name="Celebration">Refers to <see cref="NoteText"/>: what there is to celebrate.</param>
/// <param name="TellsAll">Whether all are told, renewed or not; not in journals of releases that told of the last cycle only.</param>
internal sealed record EndReviewHeld(ReviewRecord Record, EndDecision Decision, DocumentRef? Celebration, bool TellsAll = false) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at)
    {
        var openMonths = IndividualCoachingMeetings.OpenMonths(engagement.Cycle).ToList();
        var reviewed = engagement.InCycle(cycle => (cycle with
        {
            EndReview = cycle.EndReview with { Held = Record },
            EndDecision = Decision,
            Celebration = Celebration,
            UnloggedMonths = cycle.UnloggedMonths.Union(openMonths),
        }).ReleaseReadings());

        return Decision == EndDecision.ContinueAlone ? reviewed with { Status = EngagementStatus.Completed, EndedAt = at } : reviewed;
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => TellsAll || Decision == EndDecision.ContinueAlone
        ? after.People.Select(person => new Notice(after.Cycle.Key("completed"), MailKind.Completed, person.Id))
        : [];
}

/// <summary>A renewal: the next cycle begins at step 1, with the same people; all earlier links are revoked.</summary>
/// <param name="Number">The cycle's number.</param>
/// <param name="Months">Length of its program.</param>
/// <param name="HoursPerMonth">Budget of coaching hours a month.</param>
/// <param name="Proposed">The outcomes to begin with.</param>
internal sealed record CycleOpened(int Number, int Months, int HoursPerMonth, AgreedOutcomes Proposed) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement with
    {
        Cycles = engagement.Cycles.Add(new Cycle
        {
            Number = Number,
            Months = Months,
            HoursPerMonth = HoursPerMonth,
            OpenedAt = at,
            StepSince = at,
            Proposed = Proposed,
        }),
    };

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) => Welcomes.Of(after);

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => Amendable.OfEveryCycle;
}
