using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>Starts and wakes orchestrations. The journal is the truth, so a start or wake-up that fails costs time, not work.</summary>
/// <param name="logger">Takes what fails.</param>
internal sealed partial class OrchestrationWaker(ILogger<OrchestrationWaker> logger)
{
    /// <summary>Starts the engagement's orchestration unless it runs.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="engagement">The engagement's id, which is the instance id.</param>
    /// <returns>Whether it was started.</returns>
    public Task<bool> StartAsync(DurableTaskClient client, string engagement) => AttemptAsync(engagement, async () =>
    {
        if (await client.GetInstanceAsync(engagement) is { IsCompleted: false })
            return false;
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(CoachingEngagement), input: null, new StartOrchestrationOptions(InstanceId: engagement));
        return true;
    });

    /// <summary>Tells the engagement's orchestration to look at the journal.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="engagement">The engagement's id, which is the instance id.</param>
    /// <param name="milestone">One of <see cref="Milestones"/>.</param>
    public Task WakeAsync(DurableTaskClient client, string engagement, string milestone) =>
        AttemptAsync(engagement, () => RaiseAsync(client, engagement, milestone));

    /// <summary>Wakes the engagement's orchestration, or starts it if it does not run.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="engagement">The engagement's id, which is the instance id.</param>
    public Task StartOrWakeAsync(DurableTaskClient client, string engagement) => AttemptAsync(engagement, async () =>
    {
        if (await client.GetInstanceAsync(engagement) is { IsCompleted: false })
            return await RaiseAsync(client, engagement, Milestones.AgendaChanged);
        return await StartAsync(client, engagement);
    });

    private static async Task<bool> RaiseAsync(DurableTaskClient client, string engagement, string milestone)
    {
        await client.RaiseEventAsync(engagement, milestone);
        return true;
    }

    // The Azure worker and the embedded host throw different exceptions for an instance that is missing or not running, and
    // the caller's command is recorded by now: whatever fails here, the sweep finds the engagement behind its agenda.
    private async Task<bool> AttemptAsync(string engagement, Func<Task<bool>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNobodyToWake(engagement, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "The orchestration of engagement {Engagement} could not be woken ({Failure}); the sweep will")]
    private partial void LogNobodyToWake(string engagement, string failure);
}
