using System.Diagnostics;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Bench;

/// <summary>A twelve-month engagement over HTTP on the advanced clock, every mail, link and page included; the host is up already.</summary>
internal static class TwelveMonths
{
    private const int WarmUp = 12;
    private const int Runs = 15;

    public static async Task RunAsync(Report report)
    {
        report.Add("a twelve-month engagement, everything included, file", "< 500 ms", await MedianAsync(OnFileAsync), "ms");
        report.Add("the same in memory", "< 100 ms", await MedianAsync(() => MeasureAsync(SqliteFile.InMemory)), "ms");
    }

    private static async Task<double> MedianAsync(Func<Task<TimeSpan>> measure)
    {
        var times = new List<double>(Runs);
        for (var run = 0; run < WarmUp + Runs; run++)
        {
            var time = await measure();
            if (run >= WarmUp)
            {
                times.Add(time.TotalMilliseconds);
            }
        }

        times.Sort();
        return times[Runs / 2];
    }

    private static async Task<TimeSpan> OnFileAsync()
    {
        var folder = BenchHost.NewFolder();
        var time = await MeasureAsync(folder);
        Directory.Delete(folder, recursive: true);
        return time;
    }

    private static async Task<TimeSpan> MeasureAsync(string data)
    {
        await using var app = await AppInProcess.StartAsync(CancellationToken.None, data);
        var tour = new Tour(app.Api, new TourPlan(Months: 12));
        var start = Stopwatch.GetTimestamp();
        await tour.RunAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(start);
    }
}
