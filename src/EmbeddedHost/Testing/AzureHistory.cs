using System.Globalization;
using System.Text.Json.Nodes;
using DurableTask.Core.History;
using EmbeddedHost.Engine;
using EmbeddedHost.Engine.Execution;

namespace EmbeddedHost.Testing;

/// <summary>Histories as Durable Functions has them, to and from the entries that are replayed here.</summary>
internal static class AzureHistory
{
    public static HistoryExport From(IEnumerable<HistoryEvent> history)
    {
        var events = history.ToList();
        var start = events.OfType<ExecutionStartedEvent>().LastOrDefault()
            ?? throw new ArgumentException("These events do not hold the start of an execution.", nameof(history));
        return Export(start.OrchestrationInstance.InstanceId, start.Name, start.Input, events.Select(Entry));
    }

    public static HistoryExport FromTable(IEnumerable<IDictionary<string, object>> rows)
    {
        var history = rows.Where(row => row.ContainsKey("EventType")).ToList();
        var start = history.FindLast(row => Kind(row) == HistoryEntryKind.ExecutionStarted)
            ?? throw new ArgumentException("These rows do not hold the start of an execution.", nameof(rows));
        return Export((string)start["PartitionKey"], (string)start["Name"], start.GetText("Input"), history.Select(Entry));
    }

    public static List<HistoryEvent> ToEvents(HistoryExport history)
    {
        var identity = new ExecutionIdentity(history.Orchestration, history.InstanceId, history.Generation, history.Input);
        var events = new List<HistoryEvent>();
        foreach (var turn in history.Turns)
        {
            var now = turn[0].At ?? default;
            foreach (var entry in turn.Where(entry => entry.CountsOnAzure))
            {
                HistoryEvent recorded = entry.Kind switch
                {
                    HistoryEntryKind.OrchestratorStarted => WorkerEvents.Started(now),
                    HistoryEntryKind.ExecutionStarted => WorkerEvents.ExecutionStarted(identity),
                    HistoryEntryKind.TaskScheduled => new TaskScheduledEvent(entry.Id!.Value) { Name = entry.Name, Input = Array(entry.Data) },
                    HistoryEntryKind.TimerCreated => new TimerCreatedEvent(entry.Id!.Value, entry.Due!.Value),
                    HistoryEntryKind.ContinueAsNew => new ContinueAsNewEvent(-1, null),
                    HistoryEntryKind.ExecutionCompleted => new ExecutionCompletedEvent(-1, null, DurableTask.Core.OrchestrationStatus.Completed),
                    HistoryEntryKind.ExecutionTerminated => new ExecutionTerminatedEvent(-1, null),
                    HistoryEntryKind.OrchestratorCompleted => new OrchestratorCompletedEvent(-1),
                    _ => WorkerEvents.Happened(entry, call: null),
                };
                recorded.Timestamp = now;
                events.Add(recorded);
            }
        }

        return events;
    }

    private static HistoryExport Export(string id, string name, string? input, IEnumerable<HistoryEntry?> entries)
    {
        var turns = new List<List<HistoryEntry>>();
        foreach (var entry in entries.OfType<HistoryEntry>())
        {
            if (entry.Kind == HistoryEntryKind.OrchestratorStarted)
            {
                turns.Add([]);
            }

            if (turns.Count == 0)
            {
                throw new ArgumentException("A history begins with the start of a turn.", nameof(entries));
            }

            turns[^1].Add(entry);
        }

        return new HistoryExport { FromAzure = true, Orchestration = name, InstanceId = id, Generation = 0, Input = input, Turns = turns };
    }

    private static HistoryEntry? Entry(HistoryEvent recorded) => recorded switch
    {
        OrchestratorStartedEvent => new(HistoryEntryKind.OrchestratorStarted) { At = recorded.Timestamp },
        ExecutionStartedEvent => new(HistoryEntryKind.ExecutionStarted),
        TaskScheduledEvent task => new(HistoryEntryKind.TaskScheduled) { Id = task.EventId, Name = task.Name, Data = One(task.Input) },
        TaskCompletedEvent task => new(HistoryEntryKind.TaskCompleted) { Id = task.TaskScheduledId, Data = task.Result },
        TaskFailedEvent task => new(HistoryEntryKind.TaskFailed) { Id = task.TaskScheduledId, Name = task.FailureDetails?.ErrorType ?? "Unknown" },
        TimerCreatedEvent timer => new(HistoryEntryKind.TimerCreated) { Id = timer.EventId, Due = timer.FireAt },
        TimerFiredEvent timer => new(HistoryEntryKind.TimerFired) { Id = timer.TimerId },
        EventRaisedEvent raised => new(HistoryEntryKind.EventRaised) { Name = raised.Name, Data = raised.Input },
        ContinueAsNewEvent => new(HistoryEntryKind.ContinueAsNew),
        ExecutionTerminatedEvent => new(HistoryEntryKind.ExecutionTerminated),
        ExecutionCompletedEvent => new(HistoryEntryKind.ExecutionCompleted),
        OrchestratorCompletedEvent => new(HistoryEntryKind.OrchestratorCompleted),
        _ => null,
    };

    private static HistoryEntry? Entry(IDictionary<string, object> row)
    {
        var kind = Kind(row);
        return kind switch
        {
            HistoryEntryKind.None => null,
            HistoryEntryKind.OrchestratorStarted => new(kind) { At = row.GetTime("_Timestamp") },
            HistoryEntryKind.TaskScheduled => new(kind) { Id = row.GetNumber("EventId"), Name = row.GetText("Name"), Data = One(row.GetText("Input")) },
            HistoryEntryKind.TaskCompleted => new(kind) { Id = row.GetNumber("TaskScheduledId"), Data = row.GetText("Result") },
            HistoryEntryKind.TaskFailed => new(kind) { Id = row.GetNumber("TaskScheduledId"), Name = ErrorType(row.GetText("FailureDetails")) },
            HistoryEntryKind.TimerCreated => new(kind) { Id = row.GetNumber("EventId"), Due = row.GetTime("FireAt") },
            HistoryEntryKind.TimerFired => new(kind) { Id = row.GetNumber("TimerId") },
            HistoryEntryKind.EventRaised => new(kind) { Name = row.GetText("Name"), Data = row.GetText("Input") },
            _ => new(kind),
        };
    }

    // Azure has kinds that say nothing about what the code did: GenericEvent, EventSent, HistoryState.
    private static HistoryEntryKind Kind(IDictionary<string, object> row)
        => Enum.TryParse<HistoryEntryKind>(row.GetText("EventType"), out var kind) ? kind : HistoryEntryKind.None;

    private static string ErrorType(string? failure) => (string?)JsonNode.Parse(failure ?? "{}")?["ErrorType"] ?? "Unknown";

    private static string? GetText(this IDictionary<string, object> row, string column) => row.TryGetValue(column, out var value) ? value as string : null;

    private static int? GetNumber(this IDictionary<string, object> row, string column)
        => row.TryGetValue(column, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    private static DateTime? GetTime(this IDictionary<string, object> row, string column) => !row.TryGetValue(column, out var value) ? null : value switch
    {
        DateTimeOffset time => time.UtcDateTime,
        DateTime time => time.ToUniversalTime(),
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
        _ => null,
    };

    private static string? One(string? array) => Calls.Input(array);

    private static string Array(string? input) => $"[{input ?? "null"}]";
}
