using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 1, Defining the context: coach, leader and sponsor agree program outcomes, each with a benchmark.</summary>
internal static class DefiningTheContext
{
    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle)
    {
        if (cycle.Step == Step.DefiningTheContext)
        {
            yield return new Obligation(
                cycle.Key("context"), ObligationKind.Context, engagement.Coach, cycle.StepSince,
                StepRules.DueAfter(engagement, Step.DefiningTheContext, cycle.StepSince), Requested: true);
        }
    }
}

/// <summary>A program outcome's numbers; title, benchmark and unit are in the document, in the same order.</summary>
/// <param name="Id">The outcome's id.</param>
/// <param name="Baseline">Where the leader stands at the beginning.</param>
/// <param name="Target">Where the program should lead.</param>
internal sealed record Outcome(string Id, decimal Baseline, decimal Target);

/// <summary>The outcomes that were agreed (or are proposed).</summary>
/// <param name="HeldOn">The day of the conversation.</param>
/// <param name="Items">One to ten outcomes.</param>
/// <param name="Texts">Refers to <see cref="OutcomeTexts"/>.</param>
internal sealed record AgreedOutcomes(DateOnly HeldOn, ImmutableArray<Outcome> Items, DocumentRef Texts)
{
    internal bool IsSameAs(AgreedOutcomes other) => HeldOn == other.HeldOn && Texts == other.Texts && Items.SequenceEqual(other.Items);
}

/// <summary>An outcome that is to be agreed.</summary>
/// <param name="Title">What is to be achieved.</param>
/// <param name="Benchmark">How it is measured.</param>
/// <param name="Baseline">Where the leader stands at the beginning.</param>
/// <param name="Target">Where the program should lead.</param>
/// <param name="Unit">In what it is measured, if that has a name.</param>
internal sealed record NewOutcome(string Title, string Benchmark, decimal Baseline, decimal Target, string? Unit)
{
    internal static AgreedOutcomes Agree(
        Engagement engagement, int cycle, DateOnly heldOn, ImmutableArray<NewOutcome> outcomes, CommandDocuments documents,
        DocumentRef? present) => new(
            heldOn,
            [.. outcomes.Select((outcome, index) =>
                new Outcome(NameBasedId.Of(engagement.Id, $"{cycle}/outcome/{index + 1}"), outcome.Baseline, outcome.Target))],
            documents.Put(
                new OutcomeTexts([.. outcomes.Select(outcome => new OutcomeText(outcome.Title, outcome.Benchmark, outcome.Unit))]),
                present));
}

/// <summary>The coach records the outcomes, or amends them until the interview with the leader is held.</summary>
/// <param name="HeldOn">The day of the conversation.</param>
/// <param name="Outcomes">One to ten.</param>
internal sealed record DefineContext(DateOnly HeldOn, ImmutableArray<NewOutcome> Outcomes) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [engagement.Cycle.Context?.Texts];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        var refusal = StepRules.InStep(
                engagement, "The context can be defined in step 1 and amended in step 2.", Step.DefiningTheContext,
                Step.InterviewWithLeader)
            ?? StepRules.HeldBeforeProgram(engagement, HeldOn, now);
        if (refusal is not null)
            return refusal;

        var context = NewOutcome.Agree(engagement, engagement.Cycle.Number, HeldOn, Outcomes, documents, engagement.Cycle.Context?.Texts);
        if (engagement.Cycle.Context is not { } present)
            return new ContextDefined(context);
        return present.IsSameAs(context) ? Decision.NothingToDo : new ContextAmended(context);
    }
}

/// <summary>Milestone of step 1: the outcomes are agreed.</summary>
/// <param name="Context">What was agreed.</param>
internal sealed record ContextDefined(AgreedOutcomes Context) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { Context = Context, Proposed = null });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Context];
}

/// <summary>The outcomes were amended before step 2 ended.</summary>
/// <param name="Context">What is agreed now.</param>
internal sealed record ContextAmended(AgreedOutcomes Context) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { Context = Context });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Context];
}
