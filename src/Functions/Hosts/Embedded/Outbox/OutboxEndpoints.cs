using System.Text.Json;
using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>The development endpoints <c>/dev/mail</c> and <c>/dev/mail/{id}</c>: JSON, and pages to a browser.</summary>
internal static class OutboxEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Maps them. For the Development environment only.</summary>
    /// <param name="routes">The host's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/mail", async (HttpContext http, MailOutbox outbox, OutboxPages pages, string? about, string? to) =>
        {
            var mails = outbox.List(about, to);
            return !WantsHtml(http) ? Results.Json(mails, Json)
                : to is null ? await pages.BoxesAsync(mails)
                : await pages.BoxAsync(to, mails);
        });
        routes.MapGet("/dev/mail/{id}", async (HttpContext http, MailOutbox outbox, OutboxPages pages, string id) => outbox.Find(id) switch
        {
            null => NotFound(),
            var mail when WantsHtml(http) => await pages.MailAsync(mail),
            var mail => Results.Json(mail, Json),
        });
        routes.MapGet(
            "/dev/mail/{id}/html", (MailOutbox outbox, string id) => outbox.FindHtml(id) is { } html ? OutboxPages.Html(html) : NotFound());
        routes.MapGet("/dev/mail/{id}/attachments/{number:int}", (MailOutbox outbox, string id, int number) =>
            outbox.FindAttachment(id, number) is { } content && outbox.Find(id)?.Attachments[number] is { } file
                ? Results.File(content, file.ContentType, file.Name)
                : NotFound());
    }

    private static IResult NotFound() => Results.Problem(
        "The outbox has no mail of this id.", statusCode: StatusCodes.Status404NotFound, title: "No such mail", type: Problem.TypePrefix
            + "not-found");

    // Browsers name text/html first; curl and programs take anything, which is JSON.
    private static bool WantsHtml(HttpContext http)
    {
        var first = http.Request.GetTypedHeaders().Accept.OrderByDescending(type => type, MediaTypeHeaderValueComparer.QualityComparer)
            .FirstOrDefault();
        return first is not null && first.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
