using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.Observability;

/// <summary>Takes what is exported by OTLP over HTTP. Texts stand in protobuf as they are, so its bytes can be searched.</summary>
internal sealed class TinyCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Kind, string Bytes)> _taken = new();
    private readonly WebApplication _server;

    private TinyCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _taken.Enqueue((kind, Encoding.UTF8.GetString(body.ToArray())));
        });
    }

    /// <summary>The settings that have an application export to it.</summary>
    public string[] Settings => [$"--OTEL_EXPORTER_OTLP_ENDPOINT={_server.Urls.First()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];

    public static async Task<TinyCollector> StartAsync()
    {
        var collector = new TinyCollector();
        await collector._server.StartAsync();
        return collector;
    }

    /// <summary>All that came of a kind: traces, metrics or logs.</summary>
    public string Everything(string kind) => string.Concat(_taken.Where(taken => taken.Kind == kind).Select(taken => taken.Bytes));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
