using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>Tells whoever watches the app whether it runs, and whether it can serve. Needs no key and tells nothing else.</summary>
/// <param name="checks">What serving needs.</param>
internal sealed class HealthFunctions(HealthCheckService checks)
{
    private const string RetryAfter = "5";

    /// <summary>200 as long as the process answers.</summary>
    [Function("Live")]
    public static IActionResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/live")] HttpRequest request) =>
            Answer(request, HealthStatus.Healthy, []);

    /// <summary>200 when storage serves; else 503. What fails is named, with 200 too where the rest goes on (<c>Degraded</c>).</summary>
    [Function("Ready")]
    public async Task<IActionResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/ready")] HttpRequest request,
        CancellationToken cancellation)
    {
        var report = await checks.CheckHealthAsync(cancellation);
        return Answer(
            request, report.Status, report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => entry.Key));
    }

    private static JsonResult Answer(HttpRequest request, HealthStatus status, IEnumerable<string> failed)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        if (status == HealthStatus.Unhealthy)
            headers.RetryAfter = RetryAfter;
        return new JsonResult(new { status = status.ToString(), failed })
        {
            StatusCode = status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK,
        };
    }
}
