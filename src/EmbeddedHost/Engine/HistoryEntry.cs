using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmbeddedHost.Engine;

/// <summary>
/// What a history records. All but <see cref="EventAwaited"/> and <see cref="Returned"/>, which only the stricter checks need, are
/// events of Durable Functions, and count as there.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<HistoryEntryKind>))]
internal enum HistoryEntryKind
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

    /// <summary>The code returned while a task was still open, so that the execution has not completed yet.</summary>
    Returned,
}

/// <summary>One entry of a history, as it is stored: <c>DurableTask.Core</c>'s own events cannot be read back from JSON.</summary>
internal sealed record HistoryEntry(HistoryEntryKind Kind)
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

    /// <summary>Whether Durable Functions counts it too.</summary>
    [JsonIgnore]
    public bool CountsOnAzure => Kind is not (HistoryEntryKind.EventAwaited or HistoryEntryKind.Returned);

    /// <summary>Whether the code asked for it, in contrast to what happened to it.</summary>
    [JsonIgnore]
    public bool IsCall => Kind is HistoryEntryKind.TaskScheduled or HistoryEntryKind.TimerCreated or HistoryEntryKind.EventAwaited;

    /// <summary>Whether it tells that the code had returned.</summary>
    [JsonIgnore]
    public bool IsEnd => Kind is HistoryEntryKind.ContinueAsNew or HistoryEntryKind.ExecutionCompleted or HistoryEntryKind.Returned;

    /// <summary>What the entry says, for people.</summary>
    public override string ToString() => Kind switch
    {
        HistoryEntryKind.TaskScheduled => $"CallActivity '{Name}' with input {Data ?? "null"}",
        HistoryEntryKind.TimerCreated => string.Create(CultureInfo.InvariantCulture, $"CreateTimer due {Final ?? Due:o}"),
        HistoryEntryKind.EventAwaited => $"WaitForExternalEvent '{Name}'",
        HistoryEntryKind.ContinueAsNew => "ContinueAsNew",
        HistoryEntryKind.ExecutionCompleted or HistoryEntryKind.Returned => "the end of the orchestration",
        _ => Kind.ToString(),
    };
}

/// <summary>Histories as JSON: a turn is an array of entries.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<HistoryEntry>))]
[JsonSerializable(typeof(List<List<HistoryEntry>>))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    public static byte[] Write(List<HistoryEntry> turn) => JsonSerializer.SerializeToUtf8Bytes(turn, Default.ListHistoryEntry);

    public static List<HistoryEntry> Read(ReadOnlySpan<byte> turn)
        => JsonSerializer.Deserialize(turn, Default.ListHistoryEntry) ?? [];
}
