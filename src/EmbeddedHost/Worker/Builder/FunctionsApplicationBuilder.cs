using EmbeddedHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmbeddedHost.Worker.Builder;

/// <summary>Builds a function application's host.</summary>
public class FunctionsApplicationBuilder
{
    private readonly WebApplicationBuilder _web;

    internal FunctionsApplicationBuilder(string[] args)
    {
        _web = WebApplication.CreateBuilder(args);
        HostComposition.AddDefaults(_web);
        HostComposition.AddServices(_web.Services, Settings);
    }

    /// <summary>The application's configuration.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <summary>Where the application runs: Development or Production.</summary>
    public IHostEnvironment Environment => _web.Environment;

    /// <summary>Where log lines go.</summary>
    public ILoggingBuilder Logging => _web.Logging;

    /// <summary>The application's services.</summary>
    public IServiceCollection Services => _web.Services;

    internal HostSettings Settings { get; } = new();

    /// <summary>Builds the host.</summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly.</exception>
    /// <exception cref="IOException">The data folder is in use by another process.</exception>
    public IHost Build()
    {
        var app = _web.Build();
        HostComposition.Map(app, Settings);
        return app;
    }
}
