using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using EmbeddedHost.Clocks;
using EmbeddedHost.Engine;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Hosting;

/// <summary>Puts the host together: the one place that chooses the system's clock and its source of ids.</summary>
internal static class HostComposition
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    /// <summary>The application itself answers bodies over its 1 MB; this guards against what is far larger.</summary>
    private const long LargestBody = 2 * 1024 * 1024;

    public static void AddDefaults(WebApplicationBuilder web)
    {
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        string[] addresses = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];
        if (!Array.Exists(addresses, key => web.Configuration.GetSection(key).Exists()))
        {
            web.WebHost.UseUrls(DefaultUrl);
        }
    }

    public static void AddServices(IServiceCollection services, HostSettings settings)
    {
        services.AddMvcCore();
        services.AddSingleton(provider => new SqliteFile(
            provider.GetRequiredService<IConfiguration>()["Data:Path"] is { Length: > 0 } path ? path : ".functions"));
        services.AddSingleton(provider => ClockStore.Open(
            provider.GetRequiredService<SqliteFile>(),
            SystemClock,
            ClockStore.ParseStart(provider.GetRequiredService<IConfiguration>()["Dev:Clock:Start"])));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<HostClock>());
        services.AddSingleton<ClockHold>();
        services.AddSingleton<WorkCount>();
        services.AddSingleton(_ => new FunctionCatalog(settings.Types ?? EntryAssembly().GetTypes()));
        services.AddSingleton<FunctionRunner>();
        services.AddSingleton<IEngineFunctions>(provider => provider.GetRequiredService<FunctionRunner>());
        services.AddSingleton(provider => new DurableEngine(
            provider.GetRequiredService<SqliteFile>(),
            provider.GetRequiredService<HostClock>(),
            SystemClock,
            provider.GetRequiredService<WorkCount>(),
            provider.GetRequiredService<IEngineFunctions>(),
            Options(provider.GetRequiredService<IConfiguration>()),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<DurableTaskClient>(provider => new EngineClient(
            provider.GetRequiredService<DurableEngine>(),
            provider.GetRequiredService<IEngineFunctions>(),
            provider.GetRequiredService<HostClock>(),
            NewId));
        services.AddSingleton(provider => new TimerTriggers(
            provider.GetRequiredService<FunctionCatalog>(),
            provider.GetRequiredService<FunctionRunner>(),
            provider.GetRequiredService<HostClock>(),
            SystemClock,
            provider.GetRequiredService<WorkCount>(),
            provider.GetRequiredService<SqliteFile>(),
            provider.GetRequiredService<ILogger<TimerTriggers>>()));
        services.AddSingleton(provider => new ClockAdvancer(
            provider.GetRequiredService<HostClock>(),
            provider.GetRequiredService<ClockHold>(),
            provider.GetRequiredService<DurableEngine>(),
            provider.GetRequiredService<TimerTriggers>(),
            provider.GetRequiredService<SqliteFile>()));
        services.AddSingleton<HttpFunctions>();
        services.AddSingleton<ClockEndpoints>();
        services.AddHostedService<EngineService>();
    }

    public static void Map(WebApplication app, HostSettings settings)
    {
        var catalog = app.Services.GetRequiredService<FunctionCatalog>();

        // Opened here, so that a folder in use or a wrong clock fails before anything runs.
        _ = app.Services.GetRequiredService<HostClock>();
        var http = app.Services.GetRequiredService<HttpFunctions>();
        app.Use(next => context => http.HandleErrorsAsync(context, next));
        app.UseRouting();
        http.Map(app, HostSettings.RoutePrefix(app.Environment.ContentRootPath), catalog);
        if (app.Environment.IsDevelopment())
        {
            app.Services.GetRequiredService<ClockEndpoints>().Map(app);
            var development = app.MapGroup(string.Empty);
            http.HoldClock(development);
            settings.Development.ForEach(map => map(development));
        }
    }

    private static EngineOptions Options(IConfiguration configuration)
        => new(CachedInstances: configuration.GetValue("Engine:CachedInstances", new EngineOptions().CachedInstances));

    private static Assembly EntryAssembly() => Assembly.GetEntryAssembly()
        ?? throw new InvalidOperationException("The process has no entry assembly: say where the functions are with UseFunctionsFrom.");

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root chooses the system's clock.")]
    private static TimeProvider SystemClock => TimeProvider.System;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root chooses where ids come from.")]
    private static Guid NewId() => Guid.NewGuid();
}
