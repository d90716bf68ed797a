using System.Diagnostics;
using Microsoft.DurableTask;
using EmbeddedHost.Storage;
using Microsoft.Azure.Functions.Worker;

namespace CoachingWorkflow.Bench;

/// <summary>1,000 orchestrations of five sequential activities at once.</summary>
internal static class Throughput
{
    private const int Orchestrations = 1000;

    public static async Task RunAsync(Report report)
    {
        var folder = BenchHost.NewFolder();
        await MeasureAsync(folder, rounds: 2);
        report.Add("five activities in sequence, 1,000 at once, file, FULL", ">= 1000/s", await MeasureAsync(folder, rounds: 5), "/s");
        report.Add("the same in memory", string.Empty, await MeasureAsync(SqliteFile.InMemory, rounds: 5), "/s");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<double> MeasureAsync(string folder, int rounds)
    {
        await using var host = await BenchHost.StartAsync(folder, typeof(Functions));
        var fastest = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Orchestrations).Select(_ => CompleteAsync(host)));
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        return Orchestrations / fastest.TotalSeconds;
    }

    private static async Task CompleteAsync(BenchHost host)
    {
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Functions.FiveActivities));
        var instance = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        if (instance.ReadOutputAs<int>() != 5)
        {
            throw new InvalidOperationException("A wrong result was measured.");
        }
    }

    internal static class Functions
    {
        [Function(nameof(FiveActivities))]
        public static async Task<int> FiveActivities([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var count = 0;
            for (var i = 0; i < 5; i++)
            {
                count = await context.CallActivityAsync<int>(nameof(Next), count);
            }

            return count;
        }

        [Function(nameof(Next))]
        public static int Next([ActivityTrigger] int count) => count + 1;
    }
}
