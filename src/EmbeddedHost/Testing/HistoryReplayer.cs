using System.Reflection;
using EmbeddedHost.Engine.Execution;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedHost.Testing;

/// <summary>
/// Replays recorded histories against orchestrations as they are now, by the worker's own executor. No activity runs, and nothing is
/// stored. A history may come from the embedded host or from Durable Functions on Azure.
/// </summary>
/// <remarks>One history is replayed at a time; replays are independent of each other.</remarks>
public sealed class HistoryReplayer : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();
    private readonly FunctionRunner _functions;

    /// <summary>Replays against an assembly's orchestrations: its functions that take an <c>[OrchestrationTrigger]</c>.</summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly.</exception>
    public HistoryReplayer(Assembly functions)
        : this((functions ?? throw new ArgumentNullException(nameof(functions))).GetTypes())
    {
    }

    /// <summary>Replays against the orchestrations of these classes only.</summary>
    /// <exception cref="FunctionSignatureException">A function is declared wrongly.</exception>
    public HistoryReplayer(params IEnumerable<Type> functions)
        => _functions = new FunctionRunner(new FunctionCatalog(functions), _services);

    /// <summary>
    /// Replays a history; says the first difference between what it holds and what the code does now, and null when there is none. A
    /// difference is also that there is no orchestration of its name, or that the code awaits what is not durable. What is compared is
    /// less where Azure recorded the history: see <see cref="HistoryExport.FromAzure"/>.
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
