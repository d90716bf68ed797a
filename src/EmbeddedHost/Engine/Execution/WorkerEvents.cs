using DurableTask.Core;
using DurableTask.Core.History;

namespace EmbeddedHost.Engine.Execution;

/// <summary>Stored entries as the events that the worker's executor is fed.</summary>
internal static class WorkerEvents
{
    private const int NoId = -1;

    public static HistoryEvent Started(DateTime now) => new OrchestratorStartedEvent(NoId) { Timestamp = now };

    public static HistoryEvent ExecutionStarted(ExecutionIdentity identity) => new ExecutionStartedEvent(NoId, identity.Input)
    {
        Name = identity.Name,
        OrchestrationInstance = new OrchestrationInstance { InstanceId = identity.InstanceId },
    };

    /// <param name="happened">What happened.</param>
    /// <param name="call">The call that it answers, if it is still open.</param>
    public static HistoryEvent Happened(HistoryEntry happened, HistoryEntry? call) => happened.Kind switch
    {
        HistoryEntryKind.TaskCompleted => new TaskCompletedEvent(NoId, happened.Id!.Value, happened.Data),
        HistoryEntryKind.TaskFailed => new TaskFailedEvent(
            NoId, happened.Id!.Value, reason: null, details: null, Failure(call?.Name ?? string.Empty, happened)),
        HistoryEntryKind.TimerFired => new TimerFiredEvent(NoId) { TimerId = happened.Id!.Value },
        HistoryEntryKind.EventRaised => new EventRaisedEvent(NoId, happened.Data) { Name = happened.Name },
        _ => throw new InvalidOperationException($"{happened.Kind} is not something that happens to an orchestration."),
    };

    // Only histories from elsewhere hold a failure's message.
    private static FailureDetails Failure(string function, HistoryEntry failed)
        => new(failed.Name!, failed.Data
            ?? Failures.Message(function, failed.Name!), stackTrace: null, innerFailure: null, isNonRetriable: false);
}
