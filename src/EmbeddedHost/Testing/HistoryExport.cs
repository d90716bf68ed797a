using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DurableTask.Core.History;
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

    /// <summary>How many times it has continued as new; 0 where Azure, which does not count, recorded it.</summary>
    public required int Generation { get; init; }

    /// <summary>
    /// Whether Durable Functions on Azure recorded it: there a history holds neither waits nor, in its table, what activities are called
    /// with, so that a replay cannot compare them.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromAzure { get; init; }

    /// <summary>The generation's input, as JSON text.</summary>
    public string? Input { get; init; }

    /// <summary>How many events Durable Functions would count in this history: waits, which it does not record, are not counted.</summary>
    [JsonIgnore]
    public int EventCount => Turns.Sum(turn => turn.Count(entry => entry.CountsOnAzure));

    internal bool IsOwn => !FromAzure;

    [JsonInclude]
    internal List<List<HistoryEntry>> Turns { get; init; } = [];

    /// <summary>
    /// Reads the history of an instance's present generation from the embedded host's file, as of its last committed turn.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such instance.</exception>
    public static HistoryExport Read(SqliteFile file, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Read(new EngineStore(file), instanceId);
    }

    /// <summary>Takes a history as <c>DurableTaskClient.GetOrchestrationHistoryAsync</c> returns it, on whatever host.</summary>
    /// <param name="history">The events of one generation, from its start.</param>
    /// <exception cref="ArgumentException">The events do not hold an execution's start.</exception>
    /// <exception cref="NotSupportedException">
    /// The history holds what cannot be replayed: children, entities, events sent to other instances, suspension, rewinding.
    /// </exception>
    public static HistoryExport From(IEnumerable<HistoryEvent> history) => AzureHistory.From(history);

    /// <summary>Takes a history from the History table that the Azure Storage provider keeps in the task hub's storage account.</summary>
    /// <param name="rows">
    /// All rows of the instance's partition with all their columns, in any order, as <c>Azure.Data.Tables</c> reads them. Taken is the
    /// present generation: rows that an earlier one has left behind are not.
    /// </param>
    /// <exception cref="ArgumentException">The rows are not one instance's history.</exception>
    /// <exception cref="NotSupportedException">
    /// The history holds what cannot be replayed: children, entities, events sent to other instances, suspension, rewinding; or an input
    /// or result that was too large for the table. The message names it.
    /// </exception>
    public static HistoryExport FromTable(IEnumerable<IDictionary<string, object>> rows) => AzureHistory.FromTable(rows);

    internal static HistoryExport Read(EngineStore store, string instanceId)
    {
        var stored = store.Load(instanceId)
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

    internal List<HistoryEvent> ToWorkerEvents() => AzureHistory.ToEvents(this);

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
