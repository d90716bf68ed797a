using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Http;

/// <summary>A JSON answer. It is never cached: it holds what one firm may see.</summary>
/// <param name="status">The HTTP status code.</param>
/// <param name="body">What is answered.</param>
internal sealed class Answer(int status, object body) : IActionResult
{
    private static readonly JsonSerializerOptions ProblemOptions = new(
        Json.Options)
    { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Where what was created can be read.</summary>
    public string? Location { get; init; }

    /// <summary>For 405: the methods that are served here.</summary>
    public string? Allow { get; init; }

    /// <summary>Names the present edition of what was, or was to be, amended.</summary>
    public string? ETag { get; init; }

    /// <summary>Answers with a problem document.</summary>
    /// <param name="problem">The problem.</param>
    public static Answer Of(Problem problem) => new(problem.Status, problem);

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (Location is not null)
            response.Headers.Location = Location;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Allow is not null)
            response.Headers.Allow = Allow;
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";

        if (body is Problem problem)
        {
            if (problem.RetryAfter is { } seconds)
                response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await WriteAsync(response, Document(problem), MediaTypeNames.Application.ProblemJson, ProblemOptions);
        }
        else
        {
            await WriteAsync(response, body, MediaTypeNames.Application.Json, Json.Options);
        }
    }

    private static ProblemDetails Document(Problem problem)
    {
        var document = new ProblemDetails { Type = problem.Type, Title = problem.Title, Status = problem.Status, Detail = problem.Detail };
        IEnumerable<(string Name, object? Value)> more =
        [
            ("errors", problem.Errors), ("step", problem.Step), ("groups", problem.Groups), ("changedAt", problem.ChangedAt),
            ("engagement", problem.Engagement),
        ];
        foreach (var (name, value) in more.Where(member => member.Value is not null))
            document.Extensions.Add(name, value);
        return document;
    }

    private static async Task WriteAsync(HttpResponse response, object body, string contentType, JsonSerializerOptions options)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, options);
        response.ContentType = contentType + "; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
