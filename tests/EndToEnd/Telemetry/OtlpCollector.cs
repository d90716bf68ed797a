using System.Globalization;
using System.Text.Json;
using CoachingWorkflow.EndToEnd.Servers;

namespace CoachingWorkflow.EndToEnd.Telemetry;

/// <summary>
/// A telemetry collector in a process of its own (tests/Node/otlp-collector.js), to which the application exports as it would in
/// production, and the files that it wrote.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly NodeServer _server = NodeServer.Require("otlp-collector.js", Path.Combine("@opentelemetry", "otlp-transformer"));

    private OtlpCollector()
    {
    }

    public string Address { get; private set; } = "";

    /// <summary>Starts a collector; skips the test if its parts are missing.</summary>
    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        collector.Address = await collector._server.StartAsync();
        return collector;
    }

    /// <summary>All spans that came, by any service.</summary>
    public IReadOnlyList<Span> Spans() =>
    [
        .. Lines("traces").SelectMany(line => Members(line, "resourceSpans")).SelectMany(resource => Members(resource, "scopeSpans"))
            .SelectMany(scope => Members(scope, "spans")).Select(Span.Read),
    ];

    /// <summary>The names of all instruments of which measurements came.</summary>
    public IReadOnlySet<string> Instruments() => Lines("metrics").SelectMany(line => Members(line, "resourceMetrics"))
        .SelectMany(resource => Members(resource, "scopeMetrics")).SelectMany(scope => Members(scope, "metrics"))
        .Select(metric => metric.GetProperty("name").GetString()!).ToHashSet(StringComparer.Ordinal);

    /// <summary>Everything that came, as text, by kind: traces, metrics or logs.</summary>
    public string Everything(string kind) => string.Join('\n', Lines(kind).Select(line => line.GetRawText()));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static JsonElement.ArrayEnumerator Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out var members) ? members.EnumerateArray() : default;

    private IEnumerable<JsonElement> Lines(string kind) => _server.Lines(kind).Select(line => JsonElement.Parse(line));
}

/// <summary>A span as a collector has it.</summary>
public sealed record Span(string Trace, string Id, string Parent, string Name, DateTimeOffset At, IReadOnlyDictionary<string, string> Tags)
{
    private const long NanosecondsPerTick = 100;

    public static Span Read(JsonElement span) => new(
        span.GetProperty("traceId").GetString()!,
        span.GetProperty("spanId").GetString()!,
        span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString()! : "",
        span.GetProperty("name").GetString()!,
        DateTimeOffset.UnixEpoch.AddTicks(
            long.Parse(span.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture) / NanosecondsPerTick),
        span.TryGetProperty("attributes", out var attributes)
            ? attributes.EnumerateArray().ToDictionary(Key, Value) : new Dictionary<string, string>());

    private static string Key(JsonElement attribute) => attribute.GetProperty("key").GetString()!;

    private static string Value(JsonElement attribute) => attribute.TryGetProperty("value", out var value)
        ? value.EnumerateObject().Select(member => member.Value.ToString()).FirstOrDefault("")
        : "";
}
