using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using Microsoft.DurableTask;

namespace CoachingWorkflow.Bench.Growth;

/// <summary>What a host tells that was started on a folder full of waiting instances, in a process of its own.</summary>
internal sealed record WaitingRestart(
    double ReadyMilliseconds, double FirstMegabytes, double WakingSeconds, double ResidentMegabytes, double LiveMegabytes,
    double TimerMedian, double TimerWorst)
{
    public const string Command = "--restart-with-waiting-instances";
    public const int Timers = 41;
    private const int AtOnce = 500;
    private const string Probe = "probe";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static WaitingRestart Parse(string output) => JsonSerializer.Deserialize<WaitingRestart>(output)!;

    public static async Task RunAsync(string folder, int instances)
    {
        var start = Stopwatch.GetTimestamp();
        await using var host = await BenchHost.StartAsync(folder, typeof(WaitingFunctions));
        await host.Client.RaiseEventAsync(Text(0), "First");
        await host.Clock.WhenAtRestAsync();
        var ready = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var first = Resident();

        var waking = Stopwatch.GetTimestamp();
        foreach (var chunk in Enumerable.Range(0, instances).Chunk(AtOnce))
        {
            await Task.WhenAll(chunk.Select(number => host.Client.RaiseEventAsync(Text(number), "First")));
        }

        await host.Clock.WhenAtRestAsync();
        var woken = Stopwatch.GetElapsedTime(waking).TotalSeconds;
        var resident = Resident();
        var live = GC.GetTotalMemory(forceFullCollection: true) / 1e6;

        var latencies = new Samples();
        for (var i = 0; i < Timers; i++)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(WaitingFunctions.Timer), new StartOrchestrationOptions(Probe));
            var done = await host.Client.WaitForInstanceCompletionAsync(Probe, getInputsAndOutputs: true);
            latencies.Add(done.ReadOutputAs<double>());
        }

        Console.WriteLine(JsonSerializer.Serialize(
            new WaitingRestart(ready, first, woken, resident, live, latencies.Median, latencies.Worst)));
    }

    private static double Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }
}
