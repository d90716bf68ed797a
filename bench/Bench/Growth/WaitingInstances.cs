using System.Globalization;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using Microsoft.DurableTask;

namespace CoachingWorkflow.Bench.Growth;

/// <summary>Many instances, each waiting for two events and two timers: what a restarted host needs to be ready, and holds.</summary>
internal static class WaitingInstances
{
    private const int AtOnce = 1000;

    private static readonly (int Instances, Budget? Ready, Budget? Resident)[] Points =
    [
        (1_000, null, null),
        (10_000, Budget.Below(500), Budget.Below(150)),
        (100_000, Budget.Below(5000), Budget.Below(1000)),
    ];

    public static async Task RunAsync(Report report)
    {
        foreach (var (instances, ready, resident) in Points)
        {
            using var folder = new BenchFolder();
            await FillAsync(folder.Path, instances);
            var restarted = WaitingRestart.Parse(await ThisProgram.RunAsync(
                WaitingRestart.Command, folder.Path, WaitingRestart.Text(instances)));
            var what = string.Create(CultureInfo.InvariantCulture, $"{instances:#,0} waiting");
            report.Add(
                $"{what}: restart to first event handled", restarted.ReadyMilliseconds, "ms", ready,
                string.Create(CultureInfo.InvariantCulture, $"{restarted.FirstMegabytes:0} MB then"));
            report.Add(
                $"{what}: resident after waking all", restarted.ResidentMegabytes, "MB", resident,
                string.Create(CultureInfo.InvariantCulture,
                    $"{restarted.LiveMegabytes:0} MB live on the heap; woken at {instances / restarted.WakingSeconds:#,0}/s"));
            report.Add(
                $"{what}: a due timer's latency, median", restarted.TimerMedian, "ms", Budget.Below(20),
                string.Create(CultureInfo.InvariantCulture, $"worst of {WaitingRestart.Timers}: {restarted.TimerWorst:0.0} ms"));
        }
    }

    private static async Task FillAsync(string folder, int instances)
    {
        await using var host = await BenchHost.StartAsync(folder, typeof(WaitingFunctions));
        foreach (var chunk in Enumerable.Range(0, instances).Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(number => host.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(WaitingFunctions.Waiting), new StartOrchestrationOptions(WaitingRestart.Text(number)))));
            await host.Clock.WhenAtRestAsync();
        }
    }
}
