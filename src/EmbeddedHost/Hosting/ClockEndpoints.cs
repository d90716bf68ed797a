using System.Globalization;
using System.Text.Json;
using System.Xml;
using EmbeddedHost.Clocks;
using EmbeddedHost.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmbeddedHost.Hosting;

/// <summary>The development endpoint <c>/dev/clock</c>: shows and advances the host's clock.</summary>
internal sealed class ClockEndpoints(HostClock clock, ClockAdvancer advancer, DurableEngine engine, TimerTriggers triggers)
{
    private const string Usage =
        "Send {\"advanceBy\":\"P30D\"} (an ISO 8601 duration, not negative) or {\"advanceTo\":\"2027-03-01T09:00:00Z\"} (an instant not before now).";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/dev/clock", Show);
        routes.MapPost("/dev/clock", AdvanceAsync);
    }

    private Task Show(HttpContext http)
    {
        DateTime?[] next = [engine.Timers.NextDue(), triggers.NextDue()];
        return http.Response.WriteAsJsonAsync(
            new { now = clock.GetUtcNow().UtcDateTime, frozen = clock.IsFrozen, nextTimer = next.Min() }, http.RequestAborted);
    }

    private async Task AdvanceAsync(HttpContext http)
    {
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, "not-json", "Not JSON", "The body is not JSON. " + Usage);
            return;
        }

        using (body)
        {
            await AdvanceAsync(http, body.RootElement);
        }
    }

    private async Task AdvanceAsync(HttpContext http, JsonElement body)
    {
        try
        {
            var advance = Text(body, "advanceBy") is { } duration ? advancer.AdvanceByAsync(Duration(duration), http.RequestAborted)
                : Text(body, "advanceTo") is { } instant ? advancer.AdvanceToAsync(Instant(instant), http.RequestAborted)
                : throw new FormatException("The body has neither advanceBy nor advanceTo.");
            var done = await advance;
            await http.Response.WriteAsJsonAsync(new { now = done.Now.UtcDateTime, fired = done.Fired }, http.RequestAborted);
        }
        catch (Exception exception) when (exception is FormatException or ClockBackwardsException or OverflowException or ArgumentOutOfRangeException)
        {
            var what = exception is ClockBackwardsException ? exception.Message : "The clock cannot be advanced so.";
            await Problems.WriteAsync(
                http, StatusCodes.Status422UnprocessableEntity, "clock", "The clock was not advanced", $"{what} {Usage}");
        }
    }

    private static string? Text(JsonElement body, string member)
        => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static TimeSpan Duration(string text) => XmlConvert.ToTimeSpan(text);

    private static DateTimeOffset Instant(string text)
        => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();
}
