using System.Diagnostics;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CoachingWorkflow.Bench.Latency;

/// <summary>From raising an event until the orchestration waits for the next one.</summary>
internal static class EventRoundTrips
{
    private const int WarmUp = 1000;
    private const int Events = 4000;

    public static async Task RunAsync(Report report)
    {
        using var folder = new BenchFolder();
        await using var host = await BenchHost.StartAsync(folder.Path, typeof(Functions));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Counter), input: 0);
        await host.Clock.WhenAtRestAsync();
        var times = new Samples();
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

        report.Add("event raised to next wait, median", times.Median, "ms", Budget.Below(0.5), "two commits, two syncs");
        report.Add("  99th percentile", times.At(0.99), "ms", Budget.Below(2));
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
