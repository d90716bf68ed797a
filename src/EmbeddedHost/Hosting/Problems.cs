using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedHost.Hosting;

/// <summary>The host's own error answers, as RFC 9457 problem documents.</summary>
internal static class Problems
{
    /// <summary>The setting by which an application gives the host's answers the same types as its own.</summary>
    private const string TypePrefix = "Problems:TypePrefix";

    public static Task WriteAsync(HttpContext http, int status, string type, string title, string detail)
    {
        var prefix = http.RequestServices.GetRequiredService<IConfiguration>()[TypePrefix] ?? "urn:embedded-host:";
        http.Response.StatusCode = status;
        var document = JsonSerializer.SerializeToUtf8Bytes(new { type = prefix + type, title, status, detail }, JsonSerializerOptions.Web);
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        http.Response.ContentLength = document.Length;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return http.Response.Body.WriteAsync(document, http.RequestAborted).AsTask();
    }

    /// <summary>Writes the document for a status that routing decided on.</summary>
    public static Task WriteAsync(HttpContext http, int status) => status switch
    {
        StatusCodes.Status404NotFound => WriteAsync(http, status, "not-found", "Not found", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => WriteAsync(
            http, status, "method-not-allowed", "Method not allowed",
            $"This address does not serve {http.Request.Method}; the Allow header names what it serves."),
        StatusCodes.Status413PayloadTooLarge => WriteAsync(
            http, status, "too-large", "Content too large", "The request's body is larger than this host accepts."),
        _ => WriteAsync(http, status, "error", "Error", "The request could not be served."),
    };
}
