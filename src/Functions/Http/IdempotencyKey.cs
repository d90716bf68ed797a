using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Firms;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Http;

/// <summary>The caller's key by which a repeated POST is recognised. The journal holds only hashes of it.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>The key of a POST, or null.</summary>
    /// <exception cref="ProblemException">The key is not one.</exception>
    public static string? Read(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Headers[Header] is not { Count: > 0 } values)
            return null;

        var key = values.ToString();
        if (key.Length is 0 or > Longest || key.Any(character => character is < ' ' or > '~'))
            throw new ProblemException(Problem.Values(Header, "must be 1 to 200 printable ASCII characters"));
        return key;
    }

    /// <summary>Marks a command as the effect of a key and a request.</summary>
    /// <param name="firm">The firm that calls.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="body">Its body; white space and the order of its members do not count.</param>
    public static CommandStamp? Stamp(Firm firm, string? key, HttpRequest request, JsonElement body)
    {
        if (key is null)
            return null;

        var secret = Encoding.UTF8.GetBytes($"{firm.Id}\n{key}");
        return new CommandStamp(
            Convert.ToHexStringLower(SHA256.HashData(secret)), Fingerprint(JsonSerializer.SerializeToUtf8Bytes(Ordered(body))))
        {
            FirstRelease = Fingerprint(JsonSerializer.SerializeToUtf8Bytes(body)),
        };

        string Fingerprint(byte[] text)
        {
            byte[] subject = [.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"), .. text];
            return Convert.ToHexStringLower(HMACSHA256.HashData(secret, subject));
        }
    }

    private static JsonNode? Ordered(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Ordered(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Ordered)]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };
}
