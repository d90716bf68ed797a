using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Devices;

/// <summary>What browsers do behind what is seen: requests to elsewhere, errors on the console.</summary>
/// <param name="origin">Where the application is.</param>
public sealed class Observations(Uri origin)
{
    private readonly ConcurrentQueue<string> _findings = new();
    private int _requests;

    /// <summary>Requests that left the origin, and errors on the console (those of the content security policy too).</summary>
    public IReadOnlyCollection<string> Findings => _findings;

    /// <summary>How many requests were seen.</summary>
    public int Requests => _requests;

    /// <summary>Observes a device. No request leaves the origin.</summary>
    public async Task WatchAsync(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !TellsStatus(message))
                _findings.Enqueue($"Console of {message.Page?.Url}: {message.Text}");
        };
        context.WebError += (_, error) => _findings.Enqueue($"Error in {error.Page?.Url}: {error.Error}");
        await context.RouteAsync("**/*", async route =>
        {
            Interlocked.Increment(ref _requests);
            if (origin.IsBaseOf(new Uri(route.Request.Url)))
            {
                await route.ContinueAsync();
                return;
            }

            _findings.Enqueue($"Request to {route.Request.Url}");
            await route.AbortAsync();
        });
    }

    // A mistaken form (422) and a closed link (410) are pages; Chromium notes their status on the console all the same.
    private static bool TellsStatus(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 422", StringComparison.Ordinal)
        || message.Text.StartsWith("Failed to load resource: the server responded with a status of 410", StringComparison.Ordinal);
}
