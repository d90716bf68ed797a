using EmbeddedHost.Clocks;
using Microsoft.DurableTask.Client;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Bench;

/// <summary>A host in this process on the running clock.</summary>
internal sealed class BenchHost(IHost host) : IAsyncDisposable
{
    public DurableTaskClient Client { get; } = host.Services.GetRequiredService<DurableTaskClient>();

    public ClockAdvancer Clock { get; } = host.Services.GetRequiredService<ClockAdvancer>();

    public static async Task<BenchHost> StartAsync(string folder, params Type[] functions)
    {
        var builder = FunctionsApplication.CreateBuilder([$"--Data:Path={folder}", "--Urls=http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication().UseFunctionsOf(functions);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var host = builder.Build();
        await host.StartAsync();
        return new BenchHost(host);
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("bench-").FullName;

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
