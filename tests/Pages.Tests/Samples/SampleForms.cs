using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Pages.Tests;

/// <summary>A form as it comes back: with what was typed, and what is wrong with it.</summary>
internal static class SampleForms
{
    /// <summary>A form with mistakes in these fields.</summary>
    public static FormState Mistaken(this Story story, params IEnumerable<string> fields) => new(
        fields.ToDictionary(field => field, _ => story.Text("typed"), StringComparer.Ordinal),
        fields.ToDictionary(field => field, field => $"Please look at {field}.", StringComparer.Ordinal));

    /// <summary>One of the coach's forms with mistakes in these fields.</summary>
    public static FormState Mistaken(this Story story, PagePart part, params IEnumerable<string> fields)
    {
        var state = story.Mistaken(fields);
        var values = new Dictionary<string, string>(state.Values, StringComparer.Ordinal) { [CoachFormFields.Form] = part.Name! };
        return state with { Values = values };
    }

    /// <summary>One of the coach's forms that was typed into these fields while the same was changed elsewhere.</summary>
    public static FormState Overtaken(this Story story, PagePart part, params IEnumerable<string> fields) =>
        story.Mistaken(part, fields) with
        {
            Mistakes = FormState.Empty.Mistakes,
            ChangedElsewhere = "Monday 1 March 2027, 14:00 (Europe/Berlin)",
        };
}
