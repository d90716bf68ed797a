using Microsoft.DurableTask;

namespace EmbeddedHost.Engine.Execution;

/// <summary>How a generation ended.</summary>
internal abstract record Ending
{
    public sealed record Completed(string? Output) : Ending;

    public sealed record Failed(TaskFailureDetails Failure, Exception? Cause) : Ending;

    /// <param name="Input">The next generation's input as JSON.</param>
    /// <param name="Carried">The events that nobody has taken, in the order in which they were raised.</param>
    public sealed record ContinuedAsNew(string? Input, IReadOnlyList<HistoryEntry> Carried) : Ending;
}
