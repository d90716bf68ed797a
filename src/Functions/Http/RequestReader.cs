using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Reads a request's body with every check of the contract: 413, 415, 400, 422, in this order.</summary>
internal static class RequestReader
{
    /// <summary>Reads and checks a JSON body.</summary>
    /// <typeparam name="TBody">The body as it comes.</typeparam>
    /// <typeparam name="TCommand">What it asks for.</typeparam>
    /// <param name="cancellation">The caller has gone.</param>
    /// <returns>The command, and the body as it came.</returns>
    /// <exception cref="ProblemException">The body is not as the contract says.</exception>
    public static async Task<(TCommand Command, JsonElement Body)> ReadAsync<TBody, TCommand>(
        HttpRequest request, CancellationToken cancellation)
        where TBody : RequestBody<TCommand>
        where TCommand : Command
    {
        var isLeftOut = IsLeftOut(request);
        using var document = isLeftOut ? JsonDocument.Parse("{}") : await ReadJsonAsync(request, cancellation);
        var check = new Validation();
        var command = Check<TBody, TCommand>(Bind<TBody>(document.RootElement), check);
        if (isLeftOut && check.Errors.Count > 0)
            throw new ProblemException(request.HasJsonContentType() ? Problem.Malformed : Problem.NotJsonType);
        check.ThrowIfAny();
        return (command, document.RootElement.Clone());
    }

    /// <summary>Checks a body, of JSON or of a form.</summary>
    public static TCommand Check<TBody, TCommand>(TBody body, Validation check)
        where TBody : RequestBody<TCommand>
        where TCommand : Command
    {
        check.NoUnknownMembers("$", body);
        return body.Check(check);
    }

    /// <summary>Reads a JSON body of any shape.</summary>
    /// <param name="cancellation">The caller has gone.</param>
    /// <exception cref="ProblemException">The body is too large, or not JSON.</exception>
    public static async Task<JsonDocument> ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > RequestBytes.Most)
            throw new ProblemException(Problem.TooLarge);
        if (RequestBytes.ArePacked(request))
            throw new ProblemException(Problem.Encoded);
        if (!request.HasJsonContentType())
            throw new ProblemException(Problem.NotJsonType);
        return await RequestBytes.ReadAsync(request, cancellation) is { } bytes
            ? Parse(WithoutMark(bytes))
            : throw new ProblemException(Problem.TooLarge);
    }

    // Where every member may be left out, so may the body.
    private static bool IsLeftOut(HttpRequest request) => request.ContentLength == 0
        || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    // Some programs begin every text with a byte order mark.
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        // The parser looks at a string's bytes only when the string is asked for, and then takes broken ones for a wrong value.
        if (!Utf8.IsValid(bytes.Span))
            throw new ProblemException(Problem.Malformed);
        try
        {
            return JsonDocument.Parse(bytes, Json.Strict);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The latter for a member's name that holds half a character (a lone surrogate): it cannot be compared with others.
            throw new ProblemException(Problem.Malformed);
        }
    }

    private static TBody Bind<TBody>(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ProblemException(Problem.Values("$", "must be a JSON object"));

        try
        {
            return root.Deserialize<TBody>(Json.Options)!;
        }
        catch (JsonException wrong)
        {
            throw new ProblemException(Problem.Values(wrong.Path ?? "$", "has the wrong type, or is out of range for its type"));
        }
        catch (InvalidOperationException)
        {
            // A string that is valid JSON and not valid UTF-16 (a lone surrogate).
            throw new ProblemException(Problem.Values("$", "must not hold broken Unicode"));
        }
    }
}
