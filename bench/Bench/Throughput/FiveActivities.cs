using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>The workload: five activities, one after the other.</summary>
internal static class FiveActivities
{
    public const int Activities = 5;

    [Function(nameof(CountToFive))]
    public static async Task<int> CountToFive([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var count = 0;
        for (var i = 0; i < Activities; i++)
        {
            count = await context.CallActivityAsync<int>(nameof(Next), count);
        }

        return count;
    }

    [Function(nameof(Next))]
    public static int Next([ActivityTrigger] int count) => count + 1;
}
