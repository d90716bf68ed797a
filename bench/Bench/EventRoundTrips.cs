using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Azure.Functions.Worker;

namespace CoachingWorkflow.Bench;

/// <summary>From raising an event until the orchestration waits for the next one.</summary>
internal static class EventRoundTrips
{
    private const int WarmUp = 500;
    private const int Events = 2000;

    public static async Task RunAsync(Report report)
    {
        var folder = BenchHost.NewFolder();
        await using (var host = await BenchHost.StartAsync(folder, typeof(Functions)))
        {
            var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Counter), input: 0);
            await host.Clock.WhenAtRestAsync();
            var times = new List<double>(Events);
            for (var i = 0; i < WarmUp + Events; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await host.Client.RaiseEventAsync(id, "Next");
                await host.Clock.WhenAtRestAsync();
                if (i >= WarmUp)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            var counted = (await host.Client.GetInstanceAsync(id, getInputsAndOutputs: true))!.ReadInputAs<int>();
            if (counted != WarmUp + Events)
            {
                throw new InvalidOperationException("An event was lost.");
            }

            times.Sort();
            report.Add("event raised to next wait (continue-as-new each), median", "< 2 ms", times[Events / 2], "ms");
            report.Add("the same, 99th percentile", "< 10 ms", times[Events * 99 / 100], "ms");
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static class Functions
    {
        [Function(nameof(Counter))]
        public static async Task Counter([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.WaitForExternalEvent<object?>("Next");
            context.ContinueAsNew(newInput: context.GetInput<int>() + 1);
        }
    }
}
