using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmbeddedHost.AzureStorage;

/// <summary>Rows of a table as JSON, the types of what is not text beside them as the table service itself has them.</summary>
public static class TableRows
{
    private const string Type = "@odata.type";
    private const string Failure = "FailureDetails";
    private const string Time = "Edm.DateTime";

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<IDictionary<string, object>> rows)
    {
        var written = new JsonArray();
        foreach (var row in rows)
        {
            var columns = new JsonObject();
            foreach (var (name, value) in row.Where(column => column.Key != "odata.etag")
                .OrderBy(column => column.Key, StringComparer.Ordinal))
            {
                if (value is DateTimeOffset time)
                {
                    columns[name + Type] = Time;
                    columns[name] = time.UtcDateTime.ToString("o", CultureInfo.InvariantCulture);
                }
                else if (name == Failure && JsonNode.Parse((string)value) is JsonObject failure)
                {
                    // Stacks name the recording machine's folders.
                    failure["StackTrace"] = null;
                    columns[name] = failure.ToJsonString();
                }
                else
                {
                    columns[name] = JsonSerializer.SerializeToNode(value);
                }
            }

            written.Add(columns);
        }

        return written.ToJsonString(Readable) + "\n";
    }

    public static List<IDictionary<string, object>> Read(string json)
        => [.. JsonNode.Parse(json)!.AsArray().Select(row => (IDictionary<string, object>)row!.AsObject()
            .Where(column => !column.Key.EndsWith(Type, StringComparison.Ordinal))
            .ToDictionary(column => column.Key, column => Value(row.AsObject(), column.Key), StringComparer.Ordinal))];

    private static object Value(JsonObject row, string column) => row[column]!.GetValueKind() switch
    {
        JsonValueKind.Number => row[column]!.GetValue<int>(),
        JsonValueKind.True or JsonValueKind.False => row[column]!.GetValue<bool>(),
        _ when (string?)row[column + Type] == Time => DateTimeOffset.Parse((string)row[column]!, CultureInfo.InvariantCulture),
        _ => (string)row[column]!,
    };
}
