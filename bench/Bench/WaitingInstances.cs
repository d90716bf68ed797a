using System.Diagnostics;
using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Azure.Functions.Worker;

namespace CoachingWorkflow.Bench;

/// <summary>10,000 instances, each waiting for two events and two timers.</summary>
internal static class WaitingInstances
{
    public const string RestartCommand = "--restart-with-waiting-instances";
    private const int Instances = 10_000;
    private const string Probe = "probe";

    public static async Task RunAsync(Report report)
    {
        var folder = BenchHost.NewFolder();
        await using (var host = await BenchHost.StartAsync(folder, typeof(Functions)))
        {
            foreach (var chunk in Enumerable.Range(0, Instances).Chunk(500))
            {
                await Task.WhenAll(chunk.Select(number => host.Client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(Functions.Waiting), new StartOrchestrationOptions(number.ToString("d5", CultureInfo.InvariantCulture)))));
            }

            await host.Clock.WhenAtRestAsync();
        }

        // A process of its own, so that only what a restarted host holds is counted.
        using var restarted = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [RestartCommand, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var results = (await restarted.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        await restarted.WaitForExitAsync();
        report.Add("10,000 waiting: restart to first event handled", "< 2000 ms", Number(results[0]), "ms");
        report.Add("10,000 waiting: resident after waking all", "< 300 MB", Number(results[1]), "MB");
        report.Add("10,000 waiting: due timer's latency, worst of 20", "< 100 ms", Number(results[2]), "ms");
        Directory.Delete(folder, recursive: true);
    }

    public static async Task RestartAsync(string folder)
    {
        var watch = Stopwatch.StartNew();
        await using var host = await BenchHost.StartAsync(folder, typeof(Functions));
        await host.Client.RaiseEventAsync("00000", "First");
        await host.Clock.WhenAtRestAsync();
        var ready = watch.Elapsed.TotalMilliseconds;

        foreach (var chunk in Enumerable.Range(0, Instances).Chunk(500))
        {
            await Task.WhenAll(chunk.Select(number => host.Client.RaiseEventAsync(number.ToString("d5", CultureInfo.InvariantCulture), "First")));
        }

        await host.Clock.WhenAtRestAsync();
        using var process = Process.GetCurrentProcess();
        var resident = process.WorkingSet64 / 1e6;

        var worst = 0.0;
        for (var i = 0; i < 20; i++)
        {
            await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.Timer), new StartOrchestrationOptions(Probe));
            var done = await host.Client.WaitForInstanceCompletionAsync(Probe, getInputsAndOutputs: true);
            worst = Math.Max(worst, done.ReadOutputAs<double>());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ready} {resident} {worst}"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    internal static class Functions
    {
        [Function(nameof(Waiting))]
        public static async Task Waiting([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var cancellation = new CancellationTokenSource();
            var reminder = context.CreateTimer(TimeSpan.FromDays(7), cancellation.Token);
            var review = context.CreateTimer(TimeSpan.FromDays(30), cancellation.Token);
            var second = context.WaitForExternalEvent<object?>("Second");
            await Task.WhenAny(reminder, review, second, context.WaitForExternalEvent<object?>("First"));
            cancellation.Cancel();
            context.ContinueAsNew();
        }

        [Function(nameof(Timer))]
        public static async Task<double> Timer([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var due = context.CurrentUtcDateTime.AddMilliseconds(50);
            await context.CreateTimer(due, CancellationToken.None);
            return (context.CurrentUtcDateTime - due).TotalMilliseconds;
        }
    }
}
