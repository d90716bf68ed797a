using System.Text.Json;
using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>The development endpoints <c>/dev/mail</c> and <c>/dev/mail/{id}</c>: JSON, and pages to a browser.</summary>
public static class OutboxEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Maps them. For the Development environment only.</summary>
    /// <param name="routes">The host's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/mail", (HttpContext http, MailOutbox outbox, string? about, string? to) =>
        {
            var mails = outbox.List(about, to);
            return WantsHtml(http) ? Html(http, OutboxPages.List(mails)) : Results.Json(mails, Json);
        });
        routes.MapGet("/dev/mail/{id}", (HttpContext http, MailOutbox outbox, string id) => outbox.Find(id) switch
        {
            null => Results.Problem(
                "The outbox has no mail of this id.", statusCode: StatusCodes.Status404NotFound, title: "No such mail", type: Problem.TypePrefix + "not-found"),
            var mail when WantsHtml(http) => Html(http, OutboxPages.Mail(mail, outbox.FindHtml(id)!)),
            var mail => Results.Json(mail, Json),
        });
    }

    private static IResult Html(HttpContext http, string page)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'none'";
        return Results.Content(page, "text/html; charset=utf-8");
    }

    // Browsers name text/html first; curl and programs take anything, which is JSON.
    private static bool WantsHtml(HttpContext http)
    {
        var first = http.Request.GetTypedHeaders().Accept.OrderByDescending(type => type, MediaTypeHeaderValueComparer.QualityComparer).FirstOrDefault();
        return first is not null && first.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
