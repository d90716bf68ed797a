using EmbeddedHost.Engine;
using Microsoft.Extensions.Hosting;

namespace EmbeddedHost.Hosting;

/// <summary>Starts the engine before the web server, and stops it after.</summary>
internal sealed class EngineService(DurableEngine engine, TimerTriggers triggers) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        await triggers.StartAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await triggers.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
