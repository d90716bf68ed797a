using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 4, Assessment and design: themes, and a program of practices, exercises and reading.</summary>
internal static class AssessmentAndDesign
{
    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle)
    {
        if (cycle.Step == Step.AssessmentAndDesign)
        {
            var revision = (cycle.Revision?.Number ?? 0) + 1;
            yield return new Obligation(
                cycle.Key($"design/{revision}"), ObligationKind.ProgramDesign, engagement.Coach, cycle.StepSince,
                StepRules.DueAfter(engagement, Step.AssessmentAndDesign, cycle.StepSince), Requested: true, Revision: revision);
        }
    }
}

/// <summary>A revision of the program design.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Design">Refers to a <see cref="ProgramDesign"/>; its hash is what a decision is made on.</param>
/// <param name="DesignedAt">When it was submitted.</param>
internal sealed record ProgramRevision(int Number, DocumentRef Design, DateTimeOffset DesignedAt)
{
    /// <summary>What leader and sponsors decided on it so far.</summary>
    public ImmutableList<DesignDecision> Decisions { get; init; } = [];

    /// <summary>Whether someone asked for changes.</summary>
    public bool IsReturned => Decisions.Exists(decision => !decision.Committed);
}

/// <summary>The coach submits a program design; during the review it takes the place of the revision under review.</summary>
internal sealed record DesignProgram(ProgramDesign Design) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [engagement.Cycle.UnderReview?.Design];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        var refusal = StepRules.InStep(
            engagement,
            "A program is designed in step 4 and may be replaced in step 5; from step 6 on, corrections are made in the mid-program "
            + "review.",
            Step.AssessmentAndDesign, Step.LeaderAndSponsorReview);
        if (refusal is not null)
            return refusal;

        var present = engagement.Cycle.UnderReview?.Design;
        var design = documents.Put(Design, present);
        return design == present ? Decision.NothingToDo : new ProgramDesigned((engagement.Cycle.Revision?.Number ?? 0) + 1, design);
    }
}

/// <summary>Milestone of step 4: a revision of the design is ready for review. It revokes the links to earlier ones.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="Design">Refers to a <see cref="ProgramDesign"/>.</param>
internal sealed record ProgramDesigned(int Revision, DocumentRef Design) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle => cycle with
    {
        Revisions = cycle.Revisions.Add(new ProgramRevision(Revision, Design, at)),
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Program];
}
