using CoachingWorkflow.Functions.Composition;
using CoachingWorkflow.Functions.Hosts;
using CoachingWorkflow.Functions.Orchestration;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>The application in this process, put together as its <c>Program</c> does, for tests that do not kill it.</summary>
public sealed class AppInProcess : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly HttpClient _http;

    private AppInProcess(IHost host, Uri address)
    {
        _host = host;
        _http = new HttpClient { BaseAddress = address };
        Api = new CoachingApi(_http);
    }

    public CoachingApi Api { get; }

    public IServiceProvider Services => _host.Services;

    public SqliteFile File => Services.GetRequiredService<SqliteFile>();

    /// <summary>Starts the application; in memory unless a data folder is given.</summary>
    public static Task<AppInProcess> StartAsync(CancellationToken cancellation, string data = SqliteFile.InMemory, params string[] more) =>
        StartAsync(_ => { }, cancellation, data, more);

    /// <summary>Starts the application with other services than its own.</summary>
    public static async Task<AppInProcess> StartAsync(
        Action<IServiceCollection> replace, CancellationToken cancellation, string data = SqliteFile.InMemory, params string[] more)
    {
        var address = TourSettings.FreeAddress();
        var builder = EmbeddedHostBuilder.Create([.. TourSettings.Arguments(address, data), .. more]);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseFunctionsFrom(typeof(CoachingEngagement).Assembly);
        builder.Services.AddCoachingWorkflow();
        builder.AddEmbedded();
        replace(builder.Services);
        var host = builder.Build();
        await host.StartAsync(cancellation);
        return new AppInProcess(host, address);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
