using EmbeddedHost.Clocks;
using EmbeddedHost.Hosting;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Tests;

/// <summary>A host in this process, on a free port, its clock frozen unless told otherwise.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Start = "2026-01-05T09:00:00Z";

    private readonly IHost _host;

    private TestHost(IHost host)
    {
        _host = host;
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _host.Services;

    public DurableTaskClient Client => Services.GetRequiredService<DurableTaskClient>();

    public ClockAdvancer Clock => Services.GetRequiredService<ClockAdvancer>();

    public DateTimeOffset Now => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public SqliteFile File => Services.GetRequiredService<SqliteFile>();

    public static Task<TestHost> StartAsync(params Type[] functions) => StartAsync([], functions);

    public static async Task<TestHost> StartAsync(
        string[] settings, Type[] functions, Action<EmbeddedHostBuilder>? configure = null)
    {
        var builder = EmbeddedHostBuilder.Create(
            ["--environment=Development", "--Data:Path=:memory:", "--Urls=http://127.0.0.1:0", $"--Dev:Clock:Start={Start}", .. settings]);
        builder.UseFunctionsOf(functions);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host);
    }

    public Task RestAsync() => Clock.WhenAtRestAsync(TestContext.Current.CancellationToken);

    public Task<ClockAdvance> AdvanceAsync(TimeSpan duration) => Clock.AdvanceByAsync(duration, TestContext.Current.CancellationToken);

    public Task<string> ScheduleAsync(string name, object? input = null, string? id = null)
        => Client.ScheduleNewOrchestrationInstanceAsync(
            name, input, new StartOrchestrationOptions(id), TestContext.Current.CancellationToken);

    public Task RaiseAsync(string id, string name, object? payload = null)
        => Client.RaiseEventAsync(id, name, payload, TestContext.Current.CancellationToken);

    public async Task<OrchestrationMetadata> InstanceAsync(string id)
        => await Client.GetInstanceAsync(id, getInputsAndOutputs: true) ?? throw new InvalidOperationException($"No instance {id}.");

    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
