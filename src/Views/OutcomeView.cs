using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>A program outcome, as everyone who takes part may see it.</summary>
/// <param name="Id">The outcome's id.</param>
/// <param name="Title">What is to be achieved.</param>
/// <param name="Benchmark">How it is measured.</param>
/// <param name="Baseline">Where the leader stands at the beginning.</param>
/// <param name="Target">Where the program should lead.</param>
/// <param name="Unit">In what it is measured, if that has a name.</param>
public sealed record OutcomeView(string Id, string Title, string Benchmark, decimal Baseline, decimal Target, string? Unit)
{
    /// <summary>The outcomes of a cycle, in the order in which they were agreed; none before they were.</summary>
    /// <param name="documents">Holds the outcomes' texts.</param>
    internal static ImmutableArray<OutcomeView> Of(Cycle cycle, IReadOnlyDictionary<string, Document> documents)
    {
        if (cycle.Context is not { } context)
            return [];
        var texts = documents.Get<OutcomeTexts>(context.Texts).Items;
        return [.. context.Items.Zip(texts, (outcome, text) =>
            new OutcomeView(outcome.Id, OneLine.Of(text.Title), text.Benchmark, outcome.Baseline, outcome.Target, text.Unit is { } unit
                ? OneLine.Of(unit) : null))];
    }
}
