using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>Starts and wakes orchestrations. The journal is the truth, so a start or wake-up that fails costs time, not work.</summary>
/// <param name="logger">Takes what fails.</param>
internal sealed partial class OrchestrationWaker(ILogger<OrchestrationWaker> logger)
{
    /// <summary>Tells the engagement's orchestration to look at the journal, or starts it where none runs.</summary>
    /// <param name="client">Reaches orchestrations.</param>
    /// <param name="engagement">The engagement's id, which is the instance id.</param>
    /// <param name="milestone">One of <see cref="Milestones"/>.</param>
    /// <returns>Whether it had to be started.</returns>
    public async Task<bool> EnsureAwakeAsync(DurableTaskClient client, string engagement, string milestone)
    {
        // The Azure worker and the embedded host throw different exceptions for an instance that is missing or not running, and the
        // caller's command is recorded by now: whatever fails here, the sweep finds the engagement behind its agenda.
        Exception nobody;
        try
        {
            await client.RaiseEventAsync(engagement, milestone);
            return false;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            nobody = failure;
        }

        try
        {
            if (await client.GetInstanceAsync(engagement) is not { IsCompleted: false })
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(CoachingEngagement), input: null, new StartOrchestrationOptions(InstanceId: engagement));
                return true;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            nobody = failure;
        }

        LogNobodyToWake(engagement, nobody.GetType().Name);
        return false;
    }

    [LoggerMessage(1001, LogLevel.Warning, "The orchestration of engagement {Engagement} could not be woken ({Failure}); the sweep will")]
    private partial void LogNobodyToWake(string engagement, string failure);
}
