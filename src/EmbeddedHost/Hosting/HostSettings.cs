using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace EmbeddedHost.Hosting;

/// <summary>What is set on the builder besides configuration and services.</summary>
internal sealed class HostSettings
{
    /// <summary>The classes whose methods are functions; null: the entry assembly's.</summary>
    public IReadOnlyList<Type>? Types { get; set; }

    public List<Action<IEndpointRouteBuilder>> Development { get; } = [];

    /// <summary>Reads the route prefix from host.json, beside the application or in its content root.</summary>
    public static string RoutePrefix(string contentRoot)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true)
            .AddJsonFile(Path.Combine(contentRoot, "host.json"), optional: true)
            .Build();
        return (configuration["extensions:http:routePrefix"] ?? "api").Trim('/');
    }
}
