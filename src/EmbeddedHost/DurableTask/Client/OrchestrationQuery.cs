namespace EmbeddedHost.DurableTask.Client;

/// <summary>Which instances are asked for: those that meet every condition given.</summary>
/// <param name="CreatedFrom">Scheduled at or after it.</param>
/// <param name="CreatedTo">Scheduled at or before it.</param>
/// <param name="Statuses">Standing at one of these.</param>
/// <param name="TaskHubNames">Leave it unset: the embedded host has one hub.</param>
/// <param name="InstanceIdPrefix">Whose id begins so, byte by byte.</param>
/// <param name="PageSize">How many come on a page at most.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs, outputs and custom status come along.</param>
/// <param name="ContinuationToken">Where to begin: <see cref="Page{T}.ContinuationToken"/> of the page before.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>The page size if none is given.</summary>
    public const int DefaultPageSize = 100;
}
