namespace CoachingWorkflow.Pages;

/// <summary>The fields of up to ten outcomes, in <see cref="ContextForm"/> and <see cref="EndReviewForm"/>. Rows left empty do not count.</summary>
public static class OutcomeRows
{
    /// <summary>How many rows there are, numbered from 1.</summary>
    public const int Count = 10;

    /// <summary>What is to be achieved.</summary>
    /// <param name="row">From 1.</param>
    public static string Title(int row) => $"outcome-{WorkspaceForm.Number(row)}-title";

    /// <summary>How it is measured.</summary>
    /// <param name="row">From 1.</param>
    public static string Benchmark(int row) => $"outcome-{WorkspaceForm.Number(row)}-benchmark";

    /// <summary>Where the leader stands: a number.</summary>
    /// <param name="row">From 1.</param>
    public static string Baseline(int row) => $"outcome-{WorkspaceForm.Number(row)}-baseline";

    /// <summary>Where the program should lead: a number.</summary>
    /// <param name="row">From 1.</param>
    public static string Target(int row) => $"outcome-{WorkspaceForm.Number(row)}-target";

    /// <summary>In what it is measured; optional.</summary>
    /// <param name="row">From 1.</param>
    public static string Unit(int row) => $"outcome-{WorkspaceForm.Number(row)}-unit";

    /// <summary>All fields of a row.</summary>
    /// <param name="row">From 1.</param>
    public static IReadOnlyList<string> FieldsOf(int row) => [Title(row), Benchmark(row), Baseline(row), Target(row), Unit(row)];

    internal static IEnumerable<(string Field, string? Value)> Filled(IReadOnlyList<OutcomeProgressView> outcomes) =>
        outcomes.SelectMany((outcome, index) => new (string, string?)[]
        {
            (Title(index + 1), outcome.Title),
            (Benchmark(index + 1), outcome.Benchmark),
            (Baseline(index + 1), WorkspaceForm.Number(outcome.Baseline)),
            (Target(index + 1), WorkspaceForm.Number(outcome.Target)),
            (Unit(index + 1), outcome.Unit),
        });
}
