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
}

/// <summary>Program outcomes, checked.</summary>
/// <param name="Numbers">Baselines and targets.</param>
/// <param name="Texts">The words, in the same order.</param>
internal sealed record OutcomesRequest(ImmutableArray<OutcomeNumbers> Numbers, OutcomeTexts Texts)
{
    internal static OutcomesRequest Check(Validation check, IReadOnlyList<OutcomeObject?>? outcomes)
    {
        var items = check.List("$.outcomes", outcomes, 1, 10, (path, outcome) => (
            Numbers: new OutcomeNumbers(check.Value($"{path}.baseline", outcome.Baseline), check.Value($"{path}.target", outcome.Target)),
            Text: new OutcomeText(
                check.Name($"{path}.title", outcome.Title),
                check.Text($"{path}.benchmark", outcome.Benchmark),
                check.OptionalName($"{path}.unit", outcome.Unit))));
        return new OutcomesRequest([.. items.Select(item => item.Numbers)], new OutcomeTexts([.. items.Select(item => item.Text)]));
    }
}

/// <summary>The body of step 1.</summary>
internal sealed record ContextBody : RequestBody<ContextRequest>
{
    /// <summary>One to ten.</summary>
    public IReadOnlyList<OutcomeObject?>? Outcomes { get; init; }

    /// <summary>The day of the conversation.</summary>
    public string? HeldOn { get; init; }

    /// <inheritdoc/>
    public override ContextRequest Check(Validation check) =>
        new(check.Day("$.heldOn", HeldOn), OutcomesRequest.Check(check, Outcomes));
}

/// <summary>Step 1, checked.</summary>
/// <param name="HeldOn">The day of the conversation.</param>
/// <param name="Outcomes">The outcomes.</param>
internal sealed record ContextRequest(DateOnly HeldOn, OutcomesRequest Outcomes);

/// <summary>The value of an outcome, as a body has it.</summary>
internal sealed record ReadingObject : RequestObject
{
    /// <summary>The outcome's id.</summary>
    public string? OutcomeId { get; init; }

    /// <summary>The value in the outcome's unit.</summary>
    public decimal? Value { get; init; }

    internal static ImmutableArray<Reading> Check(Validation check, string path, IReadOnlyList<ReadingObject?>? readings) =>
        check.List(path, readings, 0, 10, (item, reading) =>
            new Reading(check.Name($"{item}.outcomeId", reading.OutcomeId), check.Value($"{item}.value", reading.Value)));
}
