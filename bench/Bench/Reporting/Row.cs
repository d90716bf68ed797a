using System.Text.Json.Serialization;

namespace CoachingWorkflow.Bench.Reporting;

/// <summary>One line of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure; null when it could not be measured, and then <paramref name="Note"/> says why.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Budget">What it has to be; null where nothing is asked.</param>
/// <param name="Note">The ratio to a peer, the spread, or why there is no figure.</param>
internal sealed record Row(string What, double? Value, string Unit, [property: JsonIgnore] Budget? Budget, string Note)
{
    [JsonPropertyName("budget")]
    public string? BudgetText => Budget?.ToString();

    public string? Verdict => Budget is null ? null : Value is { } value ? (Budget.IsKept(value) ? "kept" : "missed") : "not measured";
}
