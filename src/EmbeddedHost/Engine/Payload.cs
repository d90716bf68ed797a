using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace EmbeddedHost.Engine;

/// <summary>Inputs, results and event payloads as JSON, written and read as the isolated worker does; null is no JSON at all.</summary>
internal static class Payload
{
    /// <summary>Member names are read whatever their case: earlier releases wrote them in camelCase.</summary>
    public static readonly DataConverter Converter = new JsonDataConverter(
        new JsonSerializerOptions { PropertyNameCaseInsensitive = true });

    public static string? Write(object? value) => Converter.Serialize(value);

    public static object? Read(string? json, Type type)
    {
        if (json is not null)
        {
            return Converter.Deserialize(json, type);
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    /// <summary>Whether two texts say the same, whatever the case of their members' names and the spaces between.</summary>
    public static bool Same(string? one, string? other)
        => string.Equals(one, other, StringComparison.Ordinal)
            || (one is not null && other is not null && JsonNode.DeepEquals(Parse(one), Parse(other)));

    private static JsonNode? Parse(string json) => Lower(JsonNode.Parse(json));

    private static JsonNode? Lower(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var lowered = new JsonObject();
                foreach (var (name, value) in members)
                {
                    lowered[name.ToLowerInvariant()] = Lower(value?.DeepClone());
                }

                return lowered;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Lower(item?.DeepClone()))]);
            default:
                return node;
        }
    }
}
