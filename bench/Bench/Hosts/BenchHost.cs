using EmbeddedHost.Clocks;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Bench.Hosts;

/// <summary>The embedded host in this process, on the running clock.</summary>
internal sealed class BenchHost(IHost host) : IAsyncDisposable
{
    public DurableTaskClient Client { get; } = host.Services.GetRequiredService<DurableTaskClient>();

    public ClockAdvancer Clock { get; } = host.Services.GetRequiredService<ClockAdvancer>();

    public SqliteFile File { get; } = host.Services.GetRequiredService<SqliteFile>();

    public static async Task<BenchHost> StartAsync(string data, params Type[] functions)
    {
        var builder = EmbeddedHostBuilder.Create([$"--Data:Path={data}", "--Urls=http://127.0.0.1:0"]).UseFunctionsOf(functions);
        // Standard output is the report's.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var host = builder.Build();
        await host.StartAsync();
        return new BenchHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
