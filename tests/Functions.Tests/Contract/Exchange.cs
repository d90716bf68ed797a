using System.Text;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>A request and its answer, as they went over the wire.</summary>
internal sealed record Exchange(
    string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> RequestHeaders,
    string? RequestType,
    string? RequestBody, int Status, IReadOnlyDictionary<string, string> Headers, string? Type, string Body)
{
    /// <summary>What was exchanged, once the answer is complete.</summary>
    /// <param name="http">The request and the answer's head.</param>
    /// <param name="requestBody">The request's body, if it was kept.</param>
    /// <param name="body">The answer's body.</param>
    public static Exchange Of(HttpContext http, byte[]? requestBody, byte[] body) => new(
        http.Request.Method, http.Request.Path.Value ?? "",
        http.Request.Query.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.Ordinal),
        http.Request.Headers.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        http.Request.ContentType, requestBody is null ? null : Encoding.UTF8.GetString(requestBody), http.Response.StatusCode,
        http.Response.Headers.ToDictionary(value => value.Key, value => value.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        http.Response.ContentType, Encoding.UTF8.GetString(body));

    public override string ToString() => $"{Method} {Path}: {Status} {Type}";
}
