using System.Diagnostics;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.Bench.Latency;

/// <summary>
/// The built application, started on an empty folder as <c>dotnet CoachingWorkflow.Functions.dll</c>, until it answers a
/// request.
/// </summary>
internal static class ProcessStart
{
    private const int Starts = 9;

    public static async Task RunAsync(Report report)
    {
        var times = new Samples();
        for (var start = -1; start < Starts; start++)
        {
            using var folder = new BenchFolder();
            var began = Stopwatch.GetTimestamp();
            await using var app = await AppProcess.StartAsync(folder.Path, CancellationToken.None);
            if (start >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            }
        }

        report.Add("start of the process to the first answer, median", times.Median, "s", Budget.Below(0.7), times.Spread("s"));
    }
}
