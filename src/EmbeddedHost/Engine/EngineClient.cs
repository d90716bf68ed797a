using EmbeddedHost.Clocks;
using EmbeddedHost.DurableTask;
using EmbeddedHost.DurableTask.Client;

namespace EmbeddedHost.Engine;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(DurableEngine engine, IEngineFunctions functions, HostClock clock, Func<Guid> newId)
    : DurableTaskClient("embedded")
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        var id = CheckId(options?.InstanceId ?? newId().ToString("n"));
        if (functions.FindOrchestration(orchestratorName) is null)
        {
            throw new ArgumentException($"There is no orchestration function named '{orchestratorName.Name}'.", nameof(orchestratorName));
        }

        if (options?.StartAt is not null)
        {
            throw new NotSupportedException("The embedded host starts orchestrations at once: leave StartAt unset.");
        }

        engine.Work.Begin();
        try
        {
            var key = await engine.Store.StartAsync(
                id, orchestratorName, Payload.Write(input), clock.GetUtcNow().UtcDateTime, cancellation);
            engine.Deliver(key, new Message.Wake());
            return id;
        }
        finally
        {
            engine.Work.End();
        }
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        engine.Work.Begin();
        try
        {
            var payload = Payload.Write(eventPayload);
            var (key, sequence) = await engine.Store.RaiseAsync(instanceId, eventName, payload, cancellation);
            engine.Deliver(key, new Message.Raised(new HistoryEvent(HistoryEventKind.EventRaised)
            {
                Sequence = sequence,
                Name = eventName,
                Data = payload,
            }));
        }
        finally
        {
            engine.Work.End();
        }
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Task.FromResult(engine.Store.Find(instanceId) is { } row ? Describe(row, getInputsAndOutputs) : null);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        filter ??= new OrchestrationQuery();
        return filter.TaskHubNames is null
            ? new InstancePages(engine.Store, filter, row => Describe(row, filter.FetchInputsAndOutputs))
            : throw new NotSupportedException("The embedded host has one task hub: leave TaskHubNames unset.");
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            var end = engine.Waiters.NextEnd(instanceId);
            var instance = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation)
                ?? throw new InvalidOperationException($"There is no instance with the id '{instanceId}'.");
            if (instance.IsCompleted)
            {
                return instance;
            }

            await end.WaitAsync(cancellation);
        }
    }

    public override async Task TerminateInstanceAsync(string instanceId, object? output, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await engine.Store.TerminateAsync(instanceId, Payload.Write(output), now, cancellation) is { } key)
        {
            engine.Deliver(key, new Message.Wake());
            engine.Waiters.Ended(instanceId);
        }
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await engine.Store.PurgeAsync(instanceId, cancellation) ? 1 : 0);
    }

    private static string CheckId(string id)
        => id.Length is >= 1 and <= 100 && id.All(character => character is >= ' ' and <= '~')
            ? id
            : throw new ArgumentException("An instance id is 1 to 100 printable ASCII characters.", nameof(id));

    private static OrchestrationMetadata Describe(InstanceRow row, bool withData) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = new DateTimeOffset(row.Created),
        LastUpdatedAt = new DateTimeOffset(row.Updated),
        SerializedInput = withData ? row.Input : null,
        SerializedOutput = withData ? row.Output : null,
        SerializedCustomStatus = withData ? row.CustomStatus : null,
        FailureDetails = withData ? row.Failure : null,
    };
}
