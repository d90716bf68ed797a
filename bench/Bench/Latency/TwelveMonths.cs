using System.Diagnostics;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Bench.Latency;

/// <summary>
/// A twelve-month engagement over HTTP on the advanced clock, every mail, link and page included; the host is up already.
/// </summary>
internal static class TwelveMonths
{
    private const int WarmUp = 12;
    private const int Runs = 15;

    public static async Task RunAsync(Report report)
    {
        var onFile = new Samples();
        var inMemory = new Samples();
        for (var run = -WarmUp; run < Runs; run++)
        {
            var (file, memory) = (await OnFileAsync(), await MeasureAsync(SqliteFile.InMemory));
            if (run >= 0)
            {
                onFile.Add(file);
                inMemory.Add(memory);
            }
        }

        report.Add("a twelve-month engagement, everything included, file", onFile.Median, "ms", Budget.Below(250), onFile.Spread("ms"));
        report.Add("  the same in memory", inMemory.Median, "ms", Budget.Below(100), inMemory.Spread("ms"));
    }

    private static async Task<double> OnFileAsync()
    {
        using var folder = new BenchFolder();
        return await MeasureAsync(folder.Path);
    }

    private static async Task<double> MeasureAsync(string data)
    {
        await using var app = await AppInProcess.StartAsync(CancellationToken.None, data);
        var tour = new Tour(app.Api, new TourPlan(Months: 12));
        var start = Stopwatch.GetTimestamp();
        await tour.RunAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
