using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 7, Mid-program review: a durable timer at the middle; actual with intended outcomes, corrections to the program.</summary>
internal static class MidProgramReview
{
    public static MailRule ProgramCorrected { get; } = new(MailKind.ProgramCorrected, MailUrgency.Notice);

    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle) =>
        ReviewRules.Obligations(engagement, cycle, ReviewKind.Mid);
}

/// <summary>The coach records the mid-program review.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Attended">Person ids or roles.</param>
/// <param name="Readings">Where outcomes stand.</param>
/// <param name="Corrections">The corrected design, if there are corrections.</param>
internal sealed record HoldMidReview(
    DateOnly HeldOn, ImmutableArray<string> Attended, ImmutableArray<Reading> Readings, ProgramDesign? Corrections) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [engagement.Cycle.Revision?.Design];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        if (ReviewRules.Check(engagement, ReviewKind.Mid, HeldOn, Attended, Readings, now, out var record) is { } refusal)
            return refusal;

        var cycle = engagement.Cycle;
        var present = cycle.Revision?.Design;
        var design = Corrections is null ? present : documents.Put(Corrections, present);
        if (cycle.MidReview.Held is { } held)
            return held.IsSameAs(record) && design == present ? Decision.NothingToDo : new ReviewHeldAlready(ReviewKind.Mid, cycle.Step);

        return design == present
            ? new MidReviewHeld(record)
            : Decision.Accept(new MidReviewHeld(record), new ProgramCorrected(cycle.Revision!.Number + 1, design!));
    }
}

/// <summary>The middle of the program has come (a durable timer).</summary>
internal sealed record MidReviewOpened : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { MidReview = cycle.MidReview with { IsOpened = true } });
}

/// <summary>Milestone of step 7: the mid-program review was held.</summary>
/// <param name="Record">What was recorded.</param>
internal sealed record MidReviewHeld(ReviewRecord Record) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => (cycle with { MidReview = cycle.MidReview with { Held = Record } }).ReleaseReadings());
}

/// <summary>Corrections of the mid-program review: the next revision, in force now, told to all. The committed revision stays.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="Design">Refers to a <see cref="ProgramDesign"/>.</param>
internal sealed record ProgramCorrected(int Revision, DocumentRef Design) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle => cycle with
    {
        Revisions = cycle.Revisions.Add(new ProgramRevision(Revision, Design, at)),
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        after.People.Select(person => new Notice(after.Cycle.Key("corrections"), MailKind.ProgramCorrected, person.Id));

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Program];
}
