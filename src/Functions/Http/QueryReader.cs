using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Reads query parameters; an empty one counts as left out, a wrong one is a 422 that names it.</summary>
/// <param name="query">The request's query.</param>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>A whole number, or null if it is left out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="least">The least allowed.</param>
    /// <param name="most">The most allowed.</param>
    /// <exception cref="ProblemException">It is none, or out of range.</exception>
    public int? Number(string name, int least, int most)
    {
        if (Value(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));
    }

    /// <summary>One of a few words, or null if it is left out.</summary>
    /// <typeparam name="T">The choices.</typeparam>
    /// <param name="name">The parameter's name.</param>
    /// <exception cref="ProblemException">It is none of them.</exception>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Value(name) is not { } text)
            return null;

        var check = new Validation();
        var choice = check.Choice<T>(name, text);
        check.ThrowIfAny();
        return choice;
    }

    /// <summary>A text, or null if it is left out.</summary>
    /// <param name="name">The parameter's name.</param>
    public string? Text(string name) => Value(name);

    /// <summary>The problem of a parameter that was not given out here.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="error">What it must be.</param>
    public static ProblemException Wrong(string name, string error) => new(Problem.Values(name, error));

    private string? Value(string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
