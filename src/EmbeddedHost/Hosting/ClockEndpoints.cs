using System.Globalization;
using System.Text.Json;
using System.Xml;
using EmbeddedHost.Clocks;
using EmbeddedHost.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace EmbeddedHost.Hosting;

/// <summary>
/// The development endpoint <c>/dev/clock</c>: shows and advances the host's clock, in JSON or, to a browser, on a page with buttons.
/// </summary>
internal sealed class ClockEndpoints(HostClock clock, ClockAdvancer advancer, DurableEngine engine, TimerTriggers triggers)
{
    private const string Path = "/dev/clock";
    private const string Development = "/dev/";
    private const string Next = "next";

    private const string Usage =
        "Send {\"advanceBy\":\"P30D\"} (an ISO 8601 duration, not negative), {\"advanceTo\":\"2027-03-01T09:00:00Z\"} (an instant not "
            + "before now) "
        + "or {\"advanceTo\":\"next\"} (when something is next to be done).";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ShowAsync);
        routes.MapPost(Path, AdvanceAsync);
    }

    private Task ShowAsync(HttpContext http)
    {
        if (WantsPage(http))
        {
            int? fired = int.TryParse(http.Request.Query["fired"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : null;
            return ClockPage.WriteAsync(http, clock.GetUtcNow(), clock.IsFrozen, fired, Others(http));
        }

        DateTime?[] next = [engine.Timers.NextDue(), triggers.NextDue()];
        return http.Response.WriteAsJsonAsync(
            new { now = clock.GetUtcNow().UtcDateTime, frozen = clock.IsFrozen, nextTimer = next.Min() }, http.RequestAborted);
    }

    private async Task AdvanceAsync(HttpContext http)
    {
        // A page of another site could have its visitor's browser post here.
        if (ComesFromElsewhere(http.Request))
        {
            await Problems.WriteAsync(
                http, StatusCodes.Status403Forbidden, "cross-site", "Cross-site request",
                "The clock is advanced from this host's own page or by a program, not from another site.");
            return;
        }

        if (http.Request.HasFormContentType && !await HoldsJsonAsync(http))
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (await AdvanceAsync(http, form["advanceBy"], form["advanceTo"]) is { } moved)
            {
                http.Response.StatusCode = StatusCodes.Status303SeeOther;
                http.Response.Headers.Location = string.Create(CultureInfo.InvariantCulture, $"{Path}?fired={moved.Fired}");
            }

            return;
        }

        string? by, to;
        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            (by, to) = (Text(body.RootElement, "advanceBy"), Text(body.RootElement, "advanceTo"));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter for half a character (a lone surrogate), which is found when its text is read.
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, "not-json", "Not JSON", "The body is not JSON. " + Usage);
            return;
        }

        if (await AdvanceAsync(http, by, to) is { } done)
        {
            await http.Response.WriteAsJsonAsync(new { now = done.Now.UtcDateTime, fired = done.Fired }, http.RequestAborted);
        }
    }

    /// <summary>Advances the clock, or answers why not.</summary>
    private async Task<ClockAdvance?> AdvanceAsync(HttpContext http, string? by, string? to)
    {
        try
        {
            return await (by is not null ? advancer.AdvanceByAsync(XmlConvert.ToTimeSpan(by), http.RequestAborted)
                : to is Next ? advancer.AdvanceToNextAsync(http.RequestAborted)
                : to is not null ? advancer.AdvanceToAsync(Instant(to), http.RequestAborted)
                : throw new FormatException("There is neither advanceBy nor advanceTo."));
        }
        catch (Exception exception) when (
            exception is FormatException or ClockBackwardsException or OverflowException or ArgumentOutOfRangeException)
        {
            var what = exception is ClockBackwardsException ? exception.Message : "The clock cannot be advanced so.";
            await Problems.WriteAsync(
                http, StatusCodes.Status422UnprocessableEntity, "clock", "The clock was not advanced", $"{what} {Usage}");
            return null;
        }
    }

    // curl says that whatever it sends is a form, unless it is told otherwise.
    private static async Task<bool> HoldsJsonAsync(HttpContext http)
    {
        var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
        var isJson = read.Buffer is { IsEmpty: false, FirstSpan: [(byte)'{', ..] };
        http.Request.BodyReader.AdvanceTo(read.Buffer.Start);
        return isJson;
    }

    private static string? Text(JsonElement body, string member)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static DateTimeOffset Instant(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    private static bool ComesFromElsewhere(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
            || request.Headers.Origin.ToString() is { Length: > 0 } origin
                && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    // Browsers name text/html first; curl and programs take anything, which is JSON.
    private static bool WantsPage(HttpContext http)
    {
        var first = http.Request.GetTypedHeaders().Accept.OrderByDescending(type => type, MediaTypeHeaderValueComparer.QualityComparer)
            .FirstOrDefault();
        return first is not null && first.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What else there is to look at during development.</summary>
    private static IEnumerable<string> Others(HttpContext http)
        => http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0
                && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(
                    HttpMethods.Get, StringComparer.OrdinalIgnoreCase) == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Where(path => path.StartsWith(Development, StringComparison.Ordinal) && path != Path);
}
