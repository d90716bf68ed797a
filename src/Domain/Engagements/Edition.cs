using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>
/// How often something in an engagement was written, and when it was last. It counts what was written and not the journal's facts: the
/// number of a fact would tell how much happened in between that its reader may not know.
/// </summary>
/// <param name="Count">0 while nothing was written.</param>
/// <param name="At">When it was written last.</param>
public sealed record Edition(int Count, DateTimeOffset? At)
{
    /// <summary>Nothing was written yet.</summary>
    public static Edition None { get; } = new(0, At: null);

    /// <summary>Names it as an HTTP entity tag does.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"\"{Count}\"");

    internal Edition Next(DateTimeOffset at) => new(Count + 1, at);
}
