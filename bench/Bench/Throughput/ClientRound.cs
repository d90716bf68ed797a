using System.Diagnostics;
using Microsoft.DurableTask.Client;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>A round on whatever a <see cref="DurableTaskClient"/> reaches.</summary>
internal static class ClientRound
{
    /// <summary>
    /// Starts all at once, then asks for one result after the other: a thousand open waits would take up the test host's one
    /// connection, and it
    /// would stand still.
    /// </summary>
    public static async Task<TimeSpan> RunAsync(DurableTaskClient client, int orchestrations)
    {
        var start = Stopwatch.GetTimestamp();
        var ids = await Task.WhenAll(Enumerable.Range(0, orchestrations).Select(
            _ => client.ScheduleNewOrchestrationInstanceAsync(nameof(FiveActivities.CountToFive))));
        foreach (var id in ids)
        {
            var instance = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
            if (instance.ReadOutputAs<int>() != FiveActivities.Activities)
            {
                throw new InvalidOperationException("A wrong result was measured.");
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
