using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

/// <summary>Sends bodies that no JSON library would write.</summary>
internal static class RawBody
{
    private const string Placeholder = "placeholder-of-the-raw-value";

    public static Task<ApiAnswer> SendRawAsync(this FirmClient firm, HttpMethod method, string path, string body) =>
        firm.SendRawAsync(method, path, Encoding.UTF8.GetBytes(body));

    public static async Task<ApiAnswer> SendRawAsync(
        this FirmClient firm, HttpMethod method, string path, byte[] body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await firm.SendAsync(method, path, content);
    }

    /// <summary>The body with the raw JSON text in place of a member (<c>sponsors.0.email</c>); null takes the member away.</summary>
    public static string With(JsonObject body, string member, string? raw)
    {
        var dot = member.LastIndexOf('.');
        var parent = dot < 0 ? body : ApiAnswer.At(body, member[..dot])!;
        var name = member[(dot + 1)..];
        if (parent is JsonArray array)
            array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = Placeholder;
        else if (raw is null)
            parent.AsObject().Remove(name);
        else
            parent[name] = Placeholder;
        return body.ToJsonString().Replace($"\"{Placeholder}\"", raw, StringComparison.Ordinal);
    }
}
