using System.Reflection;
using EmbeddedHost.Engine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedHost.Hosting;

/// <summary>Runs functions with what their parameters ask for.</summary>
internal sealed class FunctionRunner(FunctionCatalog catalog, IServiceProvider services) : IEngineFunctions
{
    public Func<TaskOrchestrationContext, Task<object?>>? FindOrchestration(string name)
        => catalog.Orchestrations.TryGetValue(name, out var function)
            ? context => function.InvokeAsync(services, [context])
            : null;

    public Func<string?, CancellationToken, Task<string?>>? FindActivity(string name)
        => catalog.Activities.TryGetValue(name, out var function)
            ? (input, cancellation) => RunActivityAsync(function, input, cancellation)
            : null;

    /// <summary>Runs a function in a scope of its own.</summary>
    /// <param name="function">The function.</param>
    /// <param name="value">A parameter's value: the trigger's, or a route's.</param>
    /// <param name="cancellation">What its CancellationToken parameters get.</param>
    public async Task<object?> RunAsync(FunctionMethod function, Func<ParameterInfo, object?> value, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        return await function.InvokeAsync(scope.ServiceProvider, Arguments(function, value, scope.ServiceProvider, cancellation));
    }

    public static object?[] Arguments(
        FunctionMethod function, Func<ParameterInfo, object?> value, IServiceProvider services, CancellationToken cancellation)
        => Array.ConvertAll(function.Parameters, parameter =>
            parameter.ParameterType == typeof(CancellationToken) && !parameter.IsDefined(typeof(ActivityTriggerAttribute)) ? cancellation
            : parameter.IsDefined(typeof(DurableClientAttribute)) ? services.GetRequiredService<DurableTaskClient>()
            : value(parameter));

    private async Task<string?> RunActivityAsync(FunctionMethod function, string? input, CancellationToken cancellation)
        => Payload.Write(await RunAsync(function, parameter => Payload.Read(input, parameter.ParameterType), cancellation));
}
