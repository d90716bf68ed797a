using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>
/// Holds JSON against the schemas of a contract. A member that a schema does not have is a mistake where the schema says so.
/// </summary>
internal sealed class ContractSchemas
{
    private const string Here = "#/components/schemas/";

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly JsonObject _definitions;

    public ContractSchemas(JsonObject contract) =>
        _definitions = JsonNode.Parse(
            contract["components"]!["schemas"]!.ToJsonString().Replace(Here, "#/$defs/", StringComparison.Ordinal))!.AsObject();

    /// <summary>What is wrong with a JSON text by a schema; empty when nothing is.</summary>
    public IEnumerable<string> Mistakes(JsonNode schema, string json)
    {
        JsonElement element;
        try
        {
            using var document = JsonDocument.Parse(json);
            element = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return ["it is no JSON"];
        }

        var result = _schemas.GetOrAdd(schema.ToJsonString(), Build).Evaluate(element, Options);
        return result.IsValid
            ? []
            : (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
                .Select(detail => $"{detail.InstanceLocation} {string.Join("; ", detail.Errors!.Select(error => error.Value))}");
    }

    private JsonSchema Build(string schema)
    {
        var root = JsonNode.Parse(schema.Replace(Here, "#/$defs/", StringComparison.Ordinal))!.AsObject();
        root["$defs"] = _definitions.DeepClone();
        return JsonSchema.FromText(root.ToJsonString(), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }
}
