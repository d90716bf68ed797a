using Microsoft.DurableTask;

namespace EmbeddedHost.Engine;

/// <summary>The functions that the engine runs, by name, whatever its case.</summary>
internal interface IEngineFunctions
{
    /// <summary>An orchestration's code; null when there is none of that name.</summary>
    Func<TaskOrchestrationContext, Task<object?>>? FindOrchestration(string name);

    /// <summary>An activity, from its input to its result, both JSON; null when there is none of that name.</summary>
    Func<string?, CancellationToken, Task<string?>>? FindActivity(string name);
}
