using System.Diagnostics.CodeAnalysis;
using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Hosts;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Tests.Observability;

/// <summary>A link's token is a secret: what is exported from either host never holds one, wherever it stood.</summary>
[SuppressMessage("Performance", "CA1848:Use the LoggerMessage delegates", Justification = "Each line is written as others write it.")]
[SuppressMessage("Performance", "CA1873:Avoid potentially expensive logging", Justification = "Each line is logged.")]
public sealed class ExportedTokenTests
{
    private const string Before = "Opened";
    private const string After = "for reading";

    private static readonly string Token = string.Concat(Enumerable.Repeat("Ab0-_xYz", 12));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Hosts => ["azure", "embedded"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Request_lines_of_the_web_server_are_not_exported(string host)
    {
        var exported = await LogsAsync(host, logs =>
        {
            var lines = logs.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");
            using (lines.BeginScope(new Dictionary<string, object> { ["RequestPath"] = $"/api/links/{Token}" }))
            {
                lines.LogInformation("Request starting {Method} {Path}", "GET", new PathString($"/api/links/{Token}"));
                logs.CreateLogger("Microsoft.AspNetCore.Routing.EndpointMiddleware").LogInformation(
                    "Executing {Endpoint} {Path}", "OpenLink", $"/api/links/{Token}");
                logs.CreateLogger("CoachingWorkflow").LogInformation(Before);
            }
        });

        Assert.Contains(Before, exported, StringComparison.Ordinal);
        Assert.DoesNotContain("Request starting", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("Executing", exported, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, exported, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_token_in_any_other_line_is_redacted_and_the_rest_of_the_line_stays(string host)
    {
        var exported = await LogsAsync(host, logs =>
        {
            var log = logs.CreateLogger("CoachingWorkflow");
            using (log.BeginScope("In {Place}", $"/api/links/{Token}"))
            using (log.BeginScope($"/api/link/{Token}"))
            {
                log.LogWarning("{Text}", $"{Before} {Token} {After}");
                log.LogWarning("{Path} {Paths} {Mangled} {Number}",
                    new PathString($"/api/link/{Token}"), new[] { $"x{Token}" },
                    $"%2Fapi%2Flinks%2F{Token.Replace("-", "%2D", StringComparison.Ordinal)}", 7_654_321);
                log.LogError(new InvalidOperationException($"{Before} {Token} {After}", new FormatException(Token)), "It failed.");
            }
        }, "--Logging:OpenTelemetry:IncludeScopes=true", "--Logging:OpenTelemetry:IncludeFormattedMessage=true");

        Assert.Contains($"{Before} … {After}", exported, StringComparison.Ordinal);
        Assert.Contains("Path", exported, StringComparison.Ordinal);
        Assert.Contains("/api/link/…", exported, StringComparison.Ordinal);
        Assert.Contains("7654321", exported, StringComparison.Ordinal);
        Assert.Contains(typeof(InvalidOperationException).FullName!, exported, StringComparison.Ordinal);
        Assert.DoesNotContain(Token[..8], exported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/links/{0}")]
    [InlineData("/api/links%2F{0}")]
    [InlineData("/api/link/{0}")]
    [InlineData("/{0}")]
    [InlineData("/api/links/{0}.")]
    [InlineData("/api/health/live?then=/api/links/{0}")]
    public async Task A_mangled_address_is_traced_without_its_token(string address)
    {
        await using var collector = await TinyCollector.StartAsync();
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Token);
        await using (var app = await TestApp.StartAsync(settings: collector.Settings))
            await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), Cancellation);

        var traces = collector.Everything("traces");
        Assert.Contains("url.path", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Token[..8], traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Token[..8], collector.Everything("metrics"), StringComparison.Ordinal);
    }

    // The application put together as its Program does, and what it exports when lines are logged.
    private static async Task<string> LogsAsync(string host, Action<ILoggerFactory> log, params string[] settings)
    {
        await using var collector = await TinyCollector.StartAsync();
        var application = host == "azure" ? Azure([.. collector.Settings, .. settings]) : Embedded([.. collector.Settings, .. settings]);
        await using (((IAsyncDisposable)application).ConfigureAwait(false))
            log(application.Services.GetRequiredService<ILoggerFactory>());
        return collector.Everything("logs");
    }

    private static IHost Azure(string[] settings)
    {
        var builder = FunctionsApplication.CreateBuilder([.. TestFirm.North.Settings, .. settings]).AddAzure();
        builder.Services.AddCoachingWorkflow();
        return builder.Build();
    }

    private static IHost Embedded(string[] settings)
    {
        var builder = EmbeddedHostBuilder.Create(
            ["--environment=Development", $"--Data:Path={SqliteFile.InMemory}", .. TestFirm.North.Settings, .. settings]).AddEmbedded();
        builder.Services.AddCoachingWorkflow();
        builder.UseFunctionsFrom(typeof(Functions.Orchestration.CoachingEngagement).Assembly);
        return builder.Build();
    }
}
