using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>
/// What was typed into a form behind a link. Its inputs are named by JSON path, so it is bound and checked as the JSON of the firms' API
/// is, and a mistake stands beside the input that it is in.
/// </summary>
internal sealed class PostedForm(IFormCollection posted)
{
    private readonly Dictionary<string, StringValues> _values = posted.ToDictionary(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mistakes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _beside = new(StringComparer.Ordinal);

    /// <summary>What was typed, and what is wrong with it.</summary>
    public FormState State => new(
        _values.ToDictionary(input => input.Key, input => input.Value.ToString(), StringComparer.Ordinal), _mistakes);

    public bool HasMistakes => _mistakes.Count > 0;

    /// <summary>What is said instead of "is required", by JSON path.</summary>
    public IReadOnlyDictionary<string, string> WhenMissing { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// What was typed, to be shown beside what was recorded elsewhere meanwhile: from then on it is made on that, and its box is to be
    /// ticked anew.
    /// </summary>
    /// <param name="when">When that was recorded, as people say it.</param>
    public FormState Overtaken(string when) => State with
    {
        Values = State.Values.Where(value => value.Key is not (CoachFormFields.Edition or CoachFormFields.Checked))
            .ToDictionary(StringComparer.Ordinal),
        ChangedElsewhere = when,
    };

    public string this[string input] => _values.GetValueOrDefault(input).ToString();

    /// <summary>What was typed; null when nothing was. Browsers send CRLF and count it as one character against an input's limit.</summary>
    public string? Text(string input) =>
        this[input].Replace('\v', '\n').ReplaceLineEndings("\n").Trim() is { Length: > 0 } typed ? typed : null;

    public bool IsChecked(string input) => this[input] == "on";

    /// <summary>Puts a value in the place of what was typed.</summary>
    public void Set(string input, string value) => _values[input] = value;

    /// <summary>Says beside which input the mistakes of a value stand that no single input holds.</summary>
    public void ShowBeside(string path, string input) => _beside[path] = input;

    /// <summary>Notes a mistake in an input, in a sentence that says what to do.</summary>
    public void Miss(string input, string mistake) => _mistakes.TryAdd(input, mistake);

    /// <summary>Notes what a rule found.</summary>
    public void Miss(BadValue bad)
    {
        foreach (var mistake in bad.Mistakes)
            MissAt(JsonPath.Of(mistake.Member), mistake.Text);
    }

    /// <summary>Checks the form as if it had come as JSON.</summary>
    /// <param name="isInBody">Which inputs are of the body; others are the page's own, or do not count.</param>
    /// <returns>What it asks for, to be used only if there were no mistakes.</returns>
    public TCommand Check<TBody, TCommand>(Func<string, bool> isInBody)
        where TBody : RequestBody<TCommand>
        where TCommand : Command
    {
        var json = new FormJson(_values.Where(input => isInBody(input.Key)), _beside, Miss);
        var check = new Validation();
        var command = RequestReader.Check<TBody, TCommand>(json.ToBody<TBody>(), check);
        foreach (var (path, error) in check.Errors)
            MissAt(path, error);
        return command;
    }

    // "must be …", "is required": as the firms' contract says it.
    private void MissAt(string path, string error) => Miss(
        InputOf(path),
        error == Validation.IsRequired && WhenMissing.TryGetValue(path, out var sentence) ? sentence : $"This {error}.");

    private string InputOf(string path)
    {
        if (_beside.TryGetValue(path, out var beside))
            return beside;
        var input = path.TrimStart('$').TrimStart('.');
        return _values.Keys.FirstOrDefault(
            key => key.StartsWith(input + "[", StringComparison.Ordinal) || key.StartsWith(input + ".", StringComparison.Ordinal))
            ?? (input.Length > 0 && !input.Contains('[', StringComparison.Ordinal) ? input : CoachFormFields.Form);
    }
}
