using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DurableTask.Core.History;
using EmbeddedHost.Engine;
using EmbeddedHost.Engine.Execution;

namespace EmbeddedHost.Testing;

/// <summary>Histories as Durable Functions has them, to and from the entries that are replayed here.</summary>
internal static class AzureHistory
{
    private const string Sentinel = "sentinel";
    private const string Elsewhere = "BlobName";

    public static HistoryExport From(IEnumerable<HistoryEvent> history)
    {
        var events = history.ToList();
        var start = events.OfType<ExecutionStartedEvent>().LastOrDefault()
            ?? throw new ArgumentException("These events do not hold the start of an execution.", nameof(history));
        var id = start.OrchestrationInstance.InstanceId;
        return Export(id, start.Name, start.Input, events.Select(recorded => Entry(recorded, id)));
    }

    public static HistoryExport FromTable(IEnumerable<IDictionary<string, object>> rows)
    {
        var partition = rows.OrderBy(row => row.GetText("RowKey"), StringComparer.Ordinal).ToList();
        if (partition.DistinctBy(row => row.GetText("PartitionKey"), StringComparer.Ordinal).Take(2).Count() != 1)
        {
            throw new ArgumentException("These rows are not those of one partition.", nameof(rows));
        }

        // Behind a generation stand what rows of a longer, earlier one it has not overwritten.
        var execution = (partition.Find(row => row.GetText("RowKey") == Sentinel) ?? partition[0]).GetText("ExecutionId");
        var history = partition.FindAll(row => row.ContainsKey("EventType") && row.GetText("ExecutionId") == execution);
        var start = history.Find(row => Kind(row) == HistoryEntryKind.ExecutionStarted)
            ?? throw new ArgumentException("These rows do not hold the start of an execution.", nameof(rows));
        var id = Unescape(start.GetText("PartitionKey")!);
        return Export(id, start.GetText("Name")!, start.GetText("Input"), history.Select(row => Entry(row, id)));
    }

    public static List<HistoryEvent> ToEvents(HistoryExport history)
    {
        var identity = new ExecutionIdentity(history.Orchestration, history.InstanceId, history.Generation, history.Input);
        var events = new List<HistoryEvent>();
        var scheduled = history.Turns.SelectMany(turn => turn)
            .Where(entry => entry.Kind == HistoryEntryKind.TaskScheduled)
            .ToDictionary(entry => entry.Id!.Value);
        foreach (var turn in history.Turns)
        {
            var now = turn[0].At ?? default;
            foreach (var entry in turn.Where(entry => entry.CountsOnAzure))
            {
                HistoryEvent recorded = entry.Kind switch
                {
                    HistoryEntryKind.OrchestratorStarted => WorkerEvents.Started(now),
                    HistoryEntryKind.ExecutionStarted => WorkerEvents.ExecutionStarted(identity),
                    HistoryEntryKind.TaskScheduled =>
                        new TaskScheduledEvent(entry.Id!.Value) { Name = entry.Name, Input = Array(entry.Data) },
                    HistoryEntryKind.TimerCreated => new TimerCreatedEvent(entry.Id!.Value, entry.Due!.Value),
                    HistoryEntryKind.ContinueAsNew => new ContinueAsNewEvent(-1, null),
                    HistoryEntryKind.ExecutionCompleted =>
                        new ExecutionCompletedEvent(-1, null, DurableTask.Core.OrchestrationStatus.Completed),
                    HistoryEntryKind.ExecutionTerminated => new ExecutionTerminatedEvent(-1, null),
                    HistoryEntryKind.OrchestratorCompleted => new OrchestratorCompletedEvent(-1),
                    _ => WorkerEvents.Happened(entry, entry.Id is { } id ? scheduled.GetValueOrDefault(id) : null),
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

    private static HistoryEntry? Entry(HistoryEvent recorded, string instance) => recorded switch
    {
        OrchestratorStartedEvent => new(HistoryEntryKind.OrchestratorStarted) { At = Utc(recorded.Timestamp) },
        ExecutionStartedEvent => new(HistoryEntryKind.ExecutionStarted),
        TaskScheduledEvent task => new(HistoryEntryKind.TaskScheduled) { Id = task.EventId, Name = task.Name, Data = Input(task.Input) },
        TaskCompletedEvent task => new(HistoryEntryKind.TaskCompleted) { Id = task.TaskScheduledId, Data = task.Result },
        TaskFailedEvent task => Failed(
            task.TaskScheduledId, task.FailureDetails?.ErrorType, task.FailureDetails?.ErrorMessage ?? task.Reason),
        TimerCreatedEvent timer => new(HistoryEntryKind.TimerCreated) { Id = timer.EventId, Due = Utc(timer.FireAt) },
        TimerFiredEvent timer => new(HistoryEntryKind.TimerFired) { Id = timer.TimerId },
        EventRaisedEvent raised => new(HistoryEntryKind.EventRaised) { Name = raised.Name, Data = raised.Input },
        ContinueAsNewEvent => new(HistoryEntryKind.ContinueAsNew),
        ExecutionTerminatedEvent => new(HistoryEntryKind.ExecutionTerminated),
        ExecutionCompletedEvent => new(HistoryEntryKind.ExecutionCompleted),
        OrchestratorCompletedEvent => new(HistoryEntryKind.OrchestratorCompleted),
        EventSentEvent sent when sent.InstanceId == instance => null,
        GenericEvent or HistoryStateEvent => null,
        _ => throw NotReplayable(recorded.EventType.ToString()),
    };

    private static HistoryEntry? Entry(IDictionary<string, object> row, string instance)
    {
        if (row.Keys.FirstOrDefault(column => column.EndsWith(Elsewhere, StringComparison.Ordinal)) is { } elsewhere)
        {
            throw new NotSupportedException(
                $"The row {row.GetText("RowKey")} keeps its {elsewhere[..^Elsewhere.Length]} in the blob {row.GetText(elsewhere)}, "
                + "as it is too large for the table: take this history with GetOrchestrationHistoryAsync.");
        }

        var kind = Kind(row);
        return kind switch
        {
            HistoryEntryKind.None => row.GetText("EventType") switch
            {
                nameof(EventType.GenericEvent) or nameof(EventType.HistoryState) => null,
                nameof(EventType.EventSent) when row.GetText("InstanceId") == instance => null,
                var other => throw NotReplayable(other),
            },
            HistoryEntryKind.OrchestratorStarted => new(kind) { At = row.GetTime("_Timestamp") },
            HistoryEntryKind.TaskScheduled => new(kind)
            {
                Id = row.GetNumber("EventId"),
                Name = row.GetText("Name"),
                Data = Input(row.GetText("Input")),
            },
            HistoryEntryKind.TaskCompleted => new(kind) { Id = row.GetNumber("TaskScheduledId"), Data = row.GetText("Result") },
            HistoryEntryKind.TaskFailed => Failed(row),
            HistoryEntryKind.TimerCreated => new(kind) { Id = row.GetNumber("EventId"), Due = row.GetTime("FireAt") },
            HistoryEntryKind.TimerFired => new(kind) { Id = row.GetNumber("TimerId") },
            HistoryEntryKind.EventRaised => new(kind) { Name = row.GetText("Name"), Data = row.GetText("Input") },
            _ => new(kind),
        };
    }

    private static HistoryEntryKind Kind(IDictionary<string, object> row)
        => Enum.TryParse<HistoryEntryKind>(row.GetText("EventType"), out var kind) ? kind : HistoryEntryKind.None;

    private static HistoryEntry Failed(IDictionary<string, object> row)
    {
        var failure = JsonNode.Parse(row.GetText("FailureDetails") ?? "{}");
        var message = (string?)failure?["ErrorMessage"] ?? row.GetText("Reason");
        return Failed(row.GetNumber("TaskScheduledId"), (string?)failure?["ErrorType"], message);
    }

    // Code may look at a failure's message: here it is the function's own, where the embedded host has none.
    private static HistoryEntry Failed(int? id, string? errorType, string? message)
        => new(HistoryEntryKind.TaskFailed) { Id = id, Name = errorType ?? "Unknown", Data = message };

    private static NotSupportedException NotReplayable(string? kind) => new(
        $"This history holds an event of the kind {kind}: children, entities, events sent to other instances, suspension and rewinding "
        + "cannot be replayed.");

    private static string? GetText(this IDictionary<string, object> row, string column) =>
        row.TryGetValue(column, out var value) ? value as string : null;

    private static int? GetNumber(this IDictionary<string, object> row, string column)
        => row.TryGetValue(column, out var value) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    private static DateTime? GetTime(this IDictionary<string, object> row, string column) =>
        !row.TryGetValue(column, out var value) ? null : value switch
        {
            DateTimeOffset time => time.UtcDateTime,
            DateTime time => Utc(time),
            string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime,
            _ => null,
        };

    /// <summary>Null only where the history does not hold what the activity was called with.</summary>
    private static string? Input(string? array) => array is null ? null : Calls.Input(array) ?? "null";

    private static DateTime Utc(DateTime time)
        => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    /// <summary>An instance's id from its partition key, in which some characters may not stand.</summary>
    private static string Unescape(string key)
    {
        var id = new StringBuilder();
        for (var i = 0; i < key.Length; i++)
        {
            id.Append(key[i] != '^' || i + 1 == key.Length ? key[i] : key[++i] switch
            {
                '0' => '/',
                '1' => '\\',
                '2' => '#',
                '3' => '?',
                '^' => '^',
                >= 'À' and var shifted => (char)(shifted - 'À'),
                var other => other,
            });
        }

        return id.ToString();
    }

    private static string Array(string? input) => $"[{input ?? "null"}]";
}
