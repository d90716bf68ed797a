using System.Globalization;
using DurableTask.Core.History;
using EmbeddedHost.Clocks;
using EmbeddedHost.Testing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Engine;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(DurableEngine engine, IEngineFunctions functions, HostClock clock, Func<Guid> newId)
    : DurableTaskClient("embedded")
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        var id = CheckId(options?.InstanceId ?? newId().ToString("n"));
        if (functions.FindOrchestration(orchestratorName.Name) is null)
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
                id, orchestratorName.Name, Payload.Write(input), clock.GetUtcNow().UtcDateTime, cancellation);
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
            engine.Deliver(key, new Message.Raised(new HistoryEntry(HistoryEntryKind.EventRaised)
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
            ? Pageable.Create((token, size, _) => Task.FromResult(List(filter, token ?? filter.ContinuationToken, size ?? filter.PageSize)))
            : throw new NotSupportedException("The embedded host has one task hub: leave TaskHubNames unset.");
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        while (true)
        {
            var end = engine.Waiters.NextEnd(instanceId);
            var instance = await GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);
            if (instance is not { IsCompleted: false })
            {
                // No end will come that takes the wait away. Whoever shares it looks again.
                engine.Waiters.Ended(instanceId);
                return instance ?? throw new InvalidOperationException($"There is no instance with the id '{instanceId}'.");
            }

            await end.WaitAsync(cancellation);
        }
    }

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var now = clock.GetUtcNow().UtcDateTime;
        if (await engine.Store.TerminateAsync(instanceId, Payload.Write(options?.Output), now, cancellation) is { } key)
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

    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
        => Task.FromResult<IList<HistoryEvent>>(HistoryExport.Read(engine.Store, instanceId).ToWorkerEvents());

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => throw new NotSupportedException("The embedded host starts instances at once: there is no start to wait for.");

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
        => throw new NotSupportedException("The embedded host does not suspend instances: raise an event that the orchestration waits on.");

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
        => throw new NotSupportedException("The embedded host does not suspend instances, so that there is nothing to resume.");

    private Page<OrchestrationMetadata> List(OrchestrationQuery query, string? token, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(query));
        var rows = engine.Store.List(query, after: token is null ? 0 : long.Parse(token, CultureInfo.InvariantCulture), limit: size + 1);
        var next = rows.Count > size ? rows[size - 1].Key.ToString(CultureInfo.InvariantCulture) : null;
        return new Page<OrchestrationMetadata>([.. rows.Take(size).Select(row => Describe(row, query.FetchInputsAndOutputs))], next);
    }

    private static string CheckId(string id)
        => id.Length is >= 1 and <= 100 && id.All(character => character is >= ' ' and <= '~')
            ? id
            : throw new ArgumentException("An instance id is 1 to 100 printable ASCII characters.", nameof(id));

    private static OrchestrationMetadata Describe(InstanceRow row, bool withData) => new(row.Name, row.Id)
    {
        DataConverter = withData ? Payload.Converter : null,
        RuntimeStatus = row.Status,
        CreatedAt = new DateTimeOffset(row.Created),
        LastUpdatedAt = new DateTimeOffset(row.Updated),
        SerializedInput = withData ? row.Input : null,
        SerializedOutput = withData ? row.Output : null,
        SerializedCustomStatus = withData ? row.CustomStatus : null,
        FailureDetails = withData ? row.Failure : null,
    };
}
