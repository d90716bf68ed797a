using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmbeddedHost.Engine;

/// <summary>What a history records. All but <see cref="EventAwaited"/> are events of Durable Functions, and count as there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistoryEventKind>))]
internal enum HistoryEventKind
{
    None,
    OrchestratorStarted,
    ExecutionStarted,
    TaskScheduled,
    TaskCompleted,
    TaskFailed,
    TimerCreated,
    TimerFired,
    EventAwaited,
    EventRaised,
    ContinueAsNew,
    ExecutionCompleted,
    ExecutionTerminated,
    OrchestratorCompleted,
}

/// <summary>One entry of a history.</summary>
internal sealed record HistoryEvent(HistoryEventKind Kind)
{
    /// <summary>The number of the call that the entry is about, within its generation.</summary>
    public int? Id { get; init; }

    /// <summary>The function's or the event's name; a failure's type.</summary>
    public string? Name { get; init; }

    /// <summary>Input, result or payload as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>The turn's time.</summary>
    public DateTime? At { get; init; }

    /// <summary>When the timer wakes.</summary>
    public DateTime? Due { get; init; }

    /// <summary>What the code asked for, where a long timer wakes in between.</summary>
    public DateTime? Final { get; init; }

    /// <summary>The raised event's place in the order of all events.</summary>
    public long? Sequence { get; init; }

    /// <summary>What the entry says, for people.</summary>
    public override string ToString() => Kind switch
    {
        HistoryEventKind.TaskScheduled => $"CallActivity '{Name}' with input {Data ?? "null"}",
        HistoryEventKind.TimerCreated => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"CreateTimer due {Final ?? Due:o}"),
        HistoryEventKind.EventAwaited => $"WaitForExternalEvent '{Name}'",
        HistoryEventKind.ContinueAsNew => "ContinueAsNew",
        HistoryEventKind.ExecutionCompleted => "the end of the orchestration",
        _ => Kind.ToString(),
    };
}

/// <summary>Histories as JSON: a turn is an array of entries.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<HistoryEvent>))]
[JsonSerializable(typeof(List<List<HistoryEvent>>))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    public static byte[] Write(List<HistoryEvent> turn) => JsonSerializer.SerializeToUtf8Bytes(turn, Default.ListHistoryEvent);

    public static List<HistoryEvent> Read(ReadOnlySpan<byte> turn)
        => JsonSerializer.Deserialize(turn, Default.ListHistoryEvent) ?? [];
}
