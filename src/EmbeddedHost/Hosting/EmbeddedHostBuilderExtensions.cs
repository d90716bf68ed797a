using System.Reflection;
using EmbeddedHost.Worker.Builder;
using Microsoft.AspNetCore.Routing;

namespace EmbeddedHost.Hosting;

/// <summary>What only the embedded host can do.</summary>
public static class EmbeddedHostBuilderExtensions
{
    /// <summary>
    /// Maps endpoints of the application's own that exist in the Development environment only; outside it their
    /// addresses are not found. Like functions they hold the clock still while they run.
    /// </summary>
    public static FunctionsApplicationBuilder MapDevelopment(this FunctionsApplicationBuilder builder, Action<IEndpointRouteBuilder> map)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(map);
        builder.Settings.Development.Add(map);
        return builder;
    }

    /// <summary>Takes the functions from this assembly; otherwise they are those of the process's entry assembly.</summary>
    public static FunctionsApplicationBuilder UseFunctionsFrom(this FunctionsApplicationBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(assembly);
        builder.Settings.Types = assembly.GetTypes();
        return builder;
    }

    /// <summary>Takes the functions of these classes only.</summary>
    public static FunctionsApplicationBuilder UseFunctionsOf(this FunctionsApplicationBuilder builder, params Type[] classes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(classes);
        builder.Settings.Types = classes;
        return builder;
    }
}
