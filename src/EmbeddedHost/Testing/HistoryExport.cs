using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmbeddedHost.Engine;
using EmbeddedHost.Storage;

namespace EmbeddedHost.Testing;

/// <summary>The history of an instance's current generation, to be kept in a repository and replayed in tests.</summary>
public sealed class HistoryExport
{
    /// <summary>The orchestration function's name.</summary>
    public required string Orchestration { get; init; }

    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>How many times it has continued as new.</summary>
    public required int Generation { get; init; }

    /// <summary>The generation's input, as JSON text.</summary>
    public string? Input { get; init; }

    /// <summary>How many events Durable Functions would count in this history.</summary>
    [JsonIgnore]
    public int EventCount => Turns.Sum(turn => turn.Count(entry => entry.Kind != HistoryEventKind.EventAwaited));

    [JsonInclude]
    internal List<List<HistoryEvent>> Turns { get; init; } = [];

    /// <summary>Reads an instance's history.</summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public static HistoryExport Read(SqliteFile file, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(file);
        var stored = new EngineStore(file).Load(instanceId)
            ?? throw new InvalidOperationException($"There is no instance with the id '{instanceId}'.");
        return new HistoryExport
        {
            Orchestration = stored.Row.Name,
            InstanceId = stored.Row.Id,
            Generation = stored.Row.Generation,
            Input = stored.Row.Input,
            Turns = stored.History,
        };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not an exported history.</exception>
    public static HistoryExport FromJson(string json)
        => JsonSerializer.Deserialize(json, HistoryExportJson.Default.HistoryExport) ?? throw new JsonException("Not an exported history.");

    /// <summary>The history as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HistoryExportJson.Readable.HistoryExport);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryExport))]
internal sealed partial class HistoryExportJson : JsonSerializerContext
{
    /// <summary>Payloads are JSON within JSON: without this their quotes would be unreadable. The text is not for web pages.</summary>
    public static HistoryExportJson Readable => new(new JsonSerializerOptions(Default.GeneratedSerializerOptions ?? new())
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
