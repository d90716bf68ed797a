using System.Globalization;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links.Workspace;

/// <summary>
/// What was typed into one of the coach's forms. It is checked by the same rules as the firms' JSON; this knows which JSON path
/// stands for which field, so that a mistake is shown beside its field.
/// </summary>
/// <param name="posted">The form.</param>
internal sealed class PostedForm(IFormCollection posted)
{
    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>What was typed, and what is wrong with it.</summary>
    public FormState State => new(posted.ToDictionary(input => input.Key, input => input.Value.ToString(), StringComparer.Ordinal), _mistakes);

    /// <summary>
    /// What was typed, to be shown beside what was recorded elsewhere meanwhile: from then on it is made on that, and its box is to be
    /// ticked anew.
    /// </summary>
    /// <param name="when">When that was recorded, as people say it.</param>
    public FormState Overtaken(string when) => State with
    {
        Values = State.Values
            .Where(value => value.Key is not (WorkspaceForm.Edition or WorkspaceForm.Checked)).ToDictionary(StringComparer.Ordinal),
        ChangedElsewhere = when,
    };

    /// <summary>Whether something is wrong.</summary>
    public bool HasMistakes => _mistakes.Count > 0;

    /// <summary>What was typed into a field; null when it is empty.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="path">The JSON path for which it stands.</param>
    public string? Text(string field, string path)
    {
        _fields.TryAdd(path, field);

        // Browsers send CRLF and count it as one character against the field's limit.
        var typed = posted[field].ToString().ReplaceLineEndings("\n").Trim();
        return typed.Length == 0 ? null : typed;
    }

    /// <summary>A number that was typed; null when the field is empty or holds none.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="path">The JSON path for which it stands.</param>
    public decimal? Number(string field, string path)
    {
        if (Text(field, path) is not { } typed)
            return null;
        if (decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Miss(field, "Please give a number, for example 3.5.");
        return null;
    }

    /// <summary>A whole number that was typed; null when the field is empty or holds none.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="path">The JSON path for which it stands.</param>
    public int? Whole(string field, string path)
    {
        if (Text(field, path) is not { } typed)
            return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Miss(field, "Please give a whole number, for example 90.");
        return null;
    }

    /// <summary>Whether a box was checked.</summary>
    /// <param name="field">The field's name.</param>
    public bool IsChecked(string field) => posted[field] == "on";

    /// <summary>Says which field stands for a JSON path that no single field fills.</summary>
    /// <param name="path">The JSON path.</param>
    /// <param name="field">The field's name.</param>
    public void Show(string path, string field) => _fields.TryAdd(path, field);

    /// <summary>Notes a mistake in a field.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="mistake">A sentence that says what to do.</param>
    public void Miss(string field, string mistake) => _mistakes.TryAdd(field, mistake);

    /// <summary>Notes a mistake in a value.</summary>
    /// <param name="path">The value's JSON path.</param>
    /// <param name="error">What it should be, as the firms' contract says it: "must be …", "is required".</param>
    public void MissAt(string path, string error) => Miss(_fields.GetValueOrDefault(path, WorkspaceForm.Form), $"This {error}.");

    /// <summary>Notes what the firms' API would answer instead of recording.</summary>
    /// <param name="problem">The answer.</param>
    public void MissAll(Problem problem)
    {
        foreach (var (path, error) in problem.Errors ?? new Dictionary<string, string>(StringComparer.Ordinal))
            MissAt(path, error);
        if (!HasMistakes)
            Miss(WorkspaceForm.Form, problem.Detail);
    }

    /// <summary>Checks the form as if it had come as JSON.</summary>
    /// <typeparam name="TRequest">The request as it is used.</typeparam>
    /// <param name="body">The JSON body for which the form stands.</param>
    public TRequest Check<TRequest>(RequestBody<TRequest> body)
    {
        var check = new Validation();
        var request = body.Check(check);
        foreach (var (path, error) in check.Errors)
            MissAt(path, error);
        return request;
    }
}
