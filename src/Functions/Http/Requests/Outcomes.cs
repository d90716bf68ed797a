using System.Collections.Immutable;

namespace CoachingWorkflow.Functions.Http.Requests;

/// <summary>A program outcome, as the body has it.</summary>
internal sealed record OutcomeObject : RequestObject
{
    /// <summary>What is to be achieved.</summary>
    public string? Title { get; init; }

    /// <summary>How it is measured.</summary>
    public string? Benchmark { get; init; }

    /// <summary>Where the leader stands at the beginning.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>Where the program should lead.</summary>
    public decimal? Target { get; init; }

    /// <summary>In what it is measured.</summary>
    public string? Unit { get; init; }

    internal static ImmutableArray<NewOutcome> Check(Validation check, IReadOnlyList<OutcomeObject?>? outcomes) =>
        check.List("$.outcomes", outcomes, 1, 10, (path, outcome) => new NewOutcome(
            check.Name($"{path}.title", outcome.Title),
            check.Text($"{path}.benchmark", outcome.Benchmark),
            check.Value($"{path}.baseline", outcome.Baseline),
            check.Value($"{path}.target", outcome.Target),
            check.OptionalName($"{path}.unit", outcome.Unit)));
}

/// <summary>The body of step 1.</summary>
internal sealed record ContextBody : RequestBody<DefineContext>
{
    /// <summary>One to ten.</summary>
    public IReadOnlyList<OutcomeObject?>? Outcomes { get; init; }

    /// <summary>The day of the conversation.</summary>
    public string? HeldOn { get; init; }

    /// <inheritdoc/>
    public override DefineContext Check(Validation check) =>
        new(check.Day("$.heldOn", HeldOn), OutcomeObject.Check(check, Outcomes));
}

/// <summary>The value of an outcome, as a body has it.</summary>
internal sealed record ReadingObject : RequestObject
{
    /// <summary>The outcome's id.</summary>
    [RowKey]
    public string? OutcomeId { get; init; }

    /// <summary>The value in the outcome's unit.</summary>
    public decimal? Value { get; init; }

    internal static ImmutableArray<Reading> Check(Validation check, string path, IReadOnlyList<ReadingObject?>? readings) =>
        check.List(path, readings, 0, 10, (item, reading) =>
            new Reading(check.Name($"{item}.outcomeId", reading.OutcomeId), check.Value($"{item}.value", reading.Value)));
}
