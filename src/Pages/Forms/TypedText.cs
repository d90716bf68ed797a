using System.Text.RegularExpressions;

namespace CoachingWorkflow.Pages;

/// <summary>A text that somebody typed into a form.</summary>
/// <param name="Field">The field, in the words of its label.</param>
/// <param name="Text">What was typed.</param>
public sealed partial record TypedText(string Field, string Text)
{
    // What is chosen or comes with the page is no text that anybody would miss.
    private static readonly HashSet<string> Chosen = new(StringComparer.Ordinal)
    {
        CoachFormFields.Form, CoachFormFields.Seen, CoachFormFields.Edition, CoachFormFields.Checked, CoachFormFields.Draft,
        CoachFormFields.Save, RenewForm.Renew, OneTimeCodeForm.Send, OneTimeCodeForm.Code, AccessForm.What, "read",
        "decision", "action", "answer", "person", "number",
    };

    /// <summary>What was typed into a form, in its order.</summary>
    /// <param name="form">The form, which may be anybody's.</param>
    public static IReadOnlyList<TypedText> Of(FormState form) =>
    [
        .. from value in form.Values
           where !Chosen.Contains(value.Key) && !value.Key.EndsWith("Id", StringComparison.Ordinal)
               && !string.IsNullOrWhiteSpace(value.Value) && value.Value != "on"
           select new TypedText(Name().IsMatch(value.Key) ? FieldWords.Of(value.Key) : "Text", value.Value),
    ];

    [GeneratedRegex(@"^[A-Za-z0-9.\[\]-]{1,60}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
