using System.Reflection;
using EmbeddedHost.Engine.Execution;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedHost.Testing;

/// <summary>
/// Replays recorded histories against orchestrations as they are now, by the worker's own executor. No activity runs. A history may come
/// from the embedded host or from Durable Functions on Azure.
/// </summary>
public sealed class HistoryReplayer : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly FunctionRunner _functions;

    /// <summary>Replays against an assembly's orchestrations.</summary>
    public HistoryReplayer(Assembly functions)
        : this((functions ?? throw new ArgumentNullException(nameof(functions))).GetTypes())
    {
    }

    /// <summary>Replays against the orchestrations of these classes.</summary>
    public HistoryReplayer(params IEnumerable<Type> functions)
        => _functions = new FunctionRunner(new FunctionCatalog(functions), _services);

    /// <summary>
    /// Replays a history; says the first difference between what it holds and what the code does now, and null when
    /// there is none.
    /// </summary>
    public string? FirstDifference(HistoryExport history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (_functions.FindOrchestration(history.Orchestration) is not { } code)
        {
            return $"There is no orchestration function named {history.Orchestration}.";
        }

        Exception? foreign = null;
        var generation = new Generation(
            new ExecutionIdentity(history.Orchestration, history.InstanceId, history.IsOwn ? history.Generation : null, history.Input),
            code,
            NullLoggerFactory.Instance,
            exception => foreign ??= exception);
        foreach (var turn in history.Turns)
        {
            generation.Replay(turn, history.IsOwn);
            if (generation.Difference is { } difference)
            {
                return difference.Message;
            }
        }

        return foreign?.Message;
    }

    /// <inheritdoc/>
    public void Dispose() => _services.Dispose();
}
