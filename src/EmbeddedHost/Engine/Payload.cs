using System.Text.Json;

namespace EmbeddedHost.Engine;

/// <summary>Inputs, results and event payloads as JSON, with the defaults of the web; null is no JSON at all.</summary>
internal static class Payload
{
    public static string? Write(object? value)
        => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), JsonSerializerOptions.Web);

    public static T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web);

    public static object? Read(string? json, Type type)
    {
        if (json is not null)
        {
            return JsonSerializer.Deserialize(json, type, JsonSerializerOptions.Web);
        }

        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
