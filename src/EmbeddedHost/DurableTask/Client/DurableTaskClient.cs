namespace EmbeddedHost.DurableTask.Client;

/// <summary>Starts, wakes, queries and ends orchestration instances.</summary>
public abstract class DurableTaskClient : IAsyncDisposable
{
    /// <summary>Names the client.</summary>
    protected DurableTaskClient(string name) => Name = name;

    /// <summary>The client's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Starts an instance without input, with an id of the host's making.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, CancellationToken cancellation)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input: null, options: null, cancellation);

    /// <summary>Starts an instance with an id of the host's making.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input, CancellationToken cancellation)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options: null, cancellation);

    /// <summary>Starts an instance without input.</summary>
    public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, StartOrchestrationOptions options, CancellationToken cancellation = default)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input: null, options, cancellation);

    /// <summary>Starts an instance; returns its id once the start is durable. An instance that has ended is replaced.</summary>
    /// <exception cref="InvalidOperationException">An instance of that id has not ended.</exception>
    /// <exception cref="ArgumentException">The id is not 1 to 100 printable ASCII characters.</exception>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default);

    /// <summary>Raises an event without a payload.</summary>
    public virtual Task RaiseEventAsync(string instanceId, string eventName, CancellationToken cancellation)
        => RaiseEventAsync(instanceId, eventName, eventPayload: null, cancellation);

    /// <summary>Raises an event; returns once it is durable.</summary>
    /// <exception cref="InvalidOperationException">The instance is unknown or has ended.</exception>
    public abstract Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

    /// <summary>Describes an instance without its inputs and outputs; null when it is unknown.</summary>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation)
        => GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellation);

    /// <summary>Describes an instance; null when it is unknown.</summary>
    public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

    /// <summary>Describes an instance; null when it is unknown.</summary>
    public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Describes the instances that a query asks for, or all.</summary>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Waits until an instance has ended; describes it without its inputs and outputs.</summary>
    public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation)
        => WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: false, cancellation);

    /// <summary>Waits until an instance has ended.</summary>
    /// <exception cref="InvalidOperationException">The instance is unknown.</exception>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>Ends an instance now, without output. One that has ended stays as it is.</summary>
    public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation)
        => TerminateInstanceAsync(instanceId, output: null, cancellation);

    /// <summary>Ends an instance now. One that has ended stays as it is.</summary>
    /// <exception cref="InvalidOperationException">The instance is unknown.</exception>
    public virtual Task TerminateInstanceAsync(string instanceId, object? output, CancellationToken cancellation = default)
        => throw new NotSupportedException("This client does not terminate instances.");

    /// <summary>Removes an instance that has ended, with its history.</summary>
    public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation)
        => PurgeInstanceAsync(instanceId, options: null, cancellation);

    /// <summary>Removes an instance that has ended, with its history; one that has not, or is unknown, counts 0.</summary>
    public virtual Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
        => throw new NotSupportedException("This client does not purge instances.");
}
