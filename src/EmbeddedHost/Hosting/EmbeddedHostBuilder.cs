using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Hosting;

/// <summary>
/// Builds a host that runs a function application of the isolated worker's types by itself: HTTP, timer, orchestration and activity
/// functions, in one process with one SQLite file. Where an application is composed on <see cref="IHostApplicationBuilder"/>, the same
/// composition serves Azure's <c>FunctionsApplicationBuilder</c>.
/// </summary>
/// <remarks>
/// Settings: <c>Data:Path</c> (the folder of the file, <c>.functions</c> if not set, <c>:memory:</c> for none), <c>Urls</c>,
/// <c>Dev:Clock:Start</c> (an instant at which the clock is to stand still), <c>Engine:CachedInstances</c>, and of <c>host.json</c>
/// the route prefix.
/// </remarks>
public sealed class EmbeddedHostBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly HostSettings _settings = new();

    private EmbeddedHostBuilder(string[] args)
    {
        _web = WebApplication.CreateBuilder(args);
        HostComposition.AddDefaults(_web);
        HostComposition.AddServices(_web.Services, _settings);
    }

    /// <inheritdoc/>
    public IConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _web.Services;

    /// <inheritdoc/>
    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>Makes a builder that has read the configuration: appsettings.json, environment, command line, the latter first.</summary>
    /// <param name="args">The command line, as <c>--Name=value</c>.</param>
    public static EmbeddedHostBuilder Create(string[] args) => new(args);

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull
        => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>
    /// Maps endpoints of the application's own that exist in the Development environment only; outside it their
    /// addresses are not found. Like functions they hold the clock still while they run.
    /// </summary>
    public EmbeddedHostBuilder MapDevelopment(Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        _settings.Development.Add(map);
        return this;
    }

    /// <summary>
    /// Runs a worker's middleware around HTTP functions, in the order of these calls. It sees the request
    /// (<c>GetHttpContext</c>), the services and the names.
    /// </summary>
    /// <typeparam name="TMiddleware">The middleware; made once, with services.</typeparam>
    public EmbeddedHostBuilder UseMiddleware<TMiddleware>()
        where TMiddleware : class, IFunctionsWorkerMiddleware
    {
        Services.AddSingleton<IFunctionsWorkerMiddleware, TMiddleware>();
        return this;
    }

    /// <summary>Takes the functions from this assembly; otherwise they are those of the process's entry assembly.</summary>
    public EmbeddedHostBuilder UseFunctionsFrom(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _settings.Types = assembly.GetTypes();
        return this;
    }

    /// <summary>Takes the functions of these classes only; the last call of this or <see cref="UseFunctionsFrom"/> counts.</summary>
    public EmbeddedHostBuilder UseFunctionsOf(params IReadOnlyList<Type> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        _settings.Types = classes;
        return this;
    }

    /// <summary>
    /// Builds the host. From here on it holds its data folder; once started it takes up what the last run left: turns and activities
    /// that are owed, timers that are due. Stopping it lets running activities end.
    /// </summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly; the message names it.</exception>
    /// <exception cref="IOException">The data folder is in use by another process, or cannot be written.</exception>
    /// <exception cref="InvalidOperationException"><c>Dev:Clock:Start</c> is not an instant.</exception>
    public IHost Build()
    {
        var app = _web.Build();
        HostComposition.Map(app, _settings);
        return app;
    }
}
