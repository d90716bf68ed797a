using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CoachingWorkflow.EndToEnd.Telemetry;

/// <summary>
/// A telemetry collector in a process of its own (tests/Node/otlp-collector.js), to which the application exports as it would in
/// production, and the files that it wrote.
/// </summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-otlp-");
    private Process? _process;

    private OtlpCollector()
    {
    }

    public string Address { get; private set; } = "";

    /// <summary>Starts a collector; skips the test if its parts are missing.</summary>
    public static async Task<OtlpCollector> StartAsync()
    {
        Assert.SkipWhen(Script() is null, "The telemetry collector is missing: run tests/run, or npm ci --prefix tests/Node.");
        var collector = new OtlpCollector();
        collector._process = Process.Start(new ProcessStartInfo("node", [Script()!, collector._folder.FullName])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        collector.Address = await collector._process.StandardOutput.ReadLineAsync(patience.Token)
            ?? throw new InvalidOperationException("The collector ended before it listened.");
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

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static string? Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var node = Path.Combine(folder.FullName, "tests", "Node");
            if (Directory.Exists(Path.Combine(node, "node_modules", "@opentelemetry", "otlp-transformer")))
                return Path.Combine(node, "otlp-collector.js");
        }

        return null;
    }

    private static JsonElement.ArrayEnumerator Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out var members) ? members.EnumerateArray() : default;

    private IEnumerable<JsonElement> Lines(string kind)
    {
        var file = Path.Combine(_folder.FullName, kind + ".jsonl");
        return File.Exists(file) ? File.ReadLines(file).Select(line => JsonElement.Parse(line)) : [];
    }
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
        DateTimeOffset.UnixEpoch.AddTicks(long.Parse(span.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture) / NanosecondsPerTick),
        span.TryGetProperty("attributes", out var attributes) ? attributes.EnumerateArray().ToDictionary(Key, Value) : new Dictionary<string, string>());

    private static string Key(JsonElement attribute) => attribute.GetProperty("key").GetString()!;

    private static string Value(JsonElement attribute) => attribute.TryGetProperty("value", out var value)
        ? value.EnumerateObject().Select(member => member.Value.ToString()).FirstOrDefault("")
        : "";
}
