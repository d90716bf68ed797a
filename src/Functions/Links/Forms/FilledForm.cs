using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Http;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Fills a form from the body that it stands for: the way back of <see cref="FormJson"/>.</summary>
internal static class FilledForm
{
    public static FormState Of<TBody>(TBody body)
        where TBody : RequestObject
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(JsonSerializer.SerializeToNode(body, Json.Options), "", values);
        return FormState.Empty with { Values = values };
    }

    private static void Collect(JsonNode? node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                    Collect(member, path.Length == 0 ? name : $"{path}.{name}", values);
                break;
            case JsonArray rows:
                foreach (var (row, item) in rows.Index())
                    Collect(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{row}]"), values);
                break;
            case JsonValue value when value.ToString() is { Length: > 0 } text:
                values[path] = value.GetValueKind() == JsonValueKind.Number ? Words.Of(value.GetValue<decimal>()) : text;
                break;
        }
    }
}
