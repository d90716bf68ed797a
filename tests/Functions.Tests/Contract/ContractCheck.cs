using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>
/// Holds every exchange with a test application against the contract, whoever calls. It stands around the whole application, so that no
/// test has to think of it; what differs is reported when the application is stopped.
/// </summary>
internal sealed class ContractCheck : IStartupFilter
{
    private const int LargestBody = 4 * 1024 * 1024;

    private static readonly ContractRules Rules = new(ContractDocument.Served);

    /// <summary>What differed, with the exchange in which it did.</summary>
    public ConcurrentQueue<string> Differences { get; } = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(KeepAsync);
        next(app);
    };

    private async Task KeepAsync(HttpContext http, RequestDelegate next)
    {
        // The clock looks at a body before it reads it, in a way that only the server's own stream allows.
        var keepsRequest = http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        if (keepsRequest)
            http.Request.EnableBuffering(LargestBody);

        // Written through, not kept back: what an application does next may depend on whether its answer has started.
        var wire = http.Response.Body;
        await using var body = new CopyingStream(wire);
        http.Response.Body = body;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }

        // Who has gone gets no answer.
        if (http.RequestAborted.IsCancellationRequested)
            return;

        var exchange = Exchange.Of(
            http, keepsRequest && http.Response.StatusCode < 300 ? await ReadAsync(http.Request.Body) : null, body.Copied);
        foreach (var difference in Rules.Differences(exchange))
            Differences.Enqueue($"{exchange}: {difference}");
    }

    private static async Task<byte[]> ReadAsync(Stream request)
    {
        request.Position = 0;
        using var copy = new MemoryStream();
        await request.CopyToAsync(copy);
        var bytes = copy.ToArray();
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }
}
