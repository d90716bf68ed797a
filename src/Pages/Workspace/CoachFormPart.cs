using Microsoft.AspNetCore.Components;

namespace CoachingWorkflow.Pages;

/// <summary>What the parts of the page that show one of the coach's forms have in common.</summary>
public abstract class CoachFormPart : ComponentBase
{
    /// <summary>The workspace.</summary>
    [Parameter, EditorRequired]
    public required WorkspaceView View { get; set; }

    /// <summary>The form.</summary>
    [Parameter, EditorRequired]
    public required CoachFormView Which { get; set; }

    private protected FormState Form => Which.State;

    /// <summary>The fields of outcomes' values, each called by its outcome's title.</summary>
    private protected IReadOnlyDictionary<string, string> ValueNames(string list) => View.Outcomes
        .Select((outcome, row) => (Field: ValueField(list, row), Name: outcome.Title ?? "(erased)"))
        .ToDictionary(value => value.Field, value => value.Name, StringComparer.Ordinal);

    internal static string ValueField(string list, int row) => FormattableString.Invariant($"{list}[{row}].value");

    internal static IEnumerable<string> OutcomeFields =>
        Enumerable.Range(0, OutcomeRow.Most).SelectMany(OutcomeRow.FieldsOf);
}
