using System.Diagnostics;
using System.Globalization;
using System.Net;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.Bench;

/// <summary>A command over HTTP on an engagement whose journal holds 300 facts: authenticated, decided, durable, answered.</summary>
internal static class Commands
{
    private const int Facts = 300;
    private const int WarmUpRounds = 2;
    private const int Rounds = 7;
    private const int CommandsInRound = 43;

    public static async Task RunAsync(Report report)
    {
        var times = new List<double>(Rounds * CommandsInRound);
        for (var round = 0; round < WarmUpRounds + Rounds; round++)
        {
            var measured = await MeasureAsync();
            if (round >= WarmUpRounds)
            {
                times.AddRange(measured);
            }
        }

        times.Sort();
        report.Add("a command over HTTP, journal of 300 facts, file, median", "< 5 ms", times[times.Count / 2], "ms");
        report.Add("the same, 99th percentile", string.Empty, times[times.Count * 99 / 100], "ms");
    }

    /// <summary>Takes an engagement into its program, logs sessions until its journal holds 300 facts, and measures some more.</summary>
    private static async Task<List<double>> MeasureAsync()
    {
        var folder = BenchHost.NewFolder();
        var times = new List<double>(CommandsInRound);
        await using (var app = await AppInProcess.StartAsync(CancellationToken.None, folder))
        {
            var tour = new Tour(app.Api, new TourPlan(Months: 12));
            await tour.RunUntilAsync("the program begins", CancellationToken.None);
            var path = $"/api/engagements/{tour.Engagement}/sessions";
            var facts = (await app.Api.TimelineAsync(tour.Engagement)).Count;
            for (; facts < Facts; facts++)
            {
                await LogAsync(app.Api, path, facts);
            }

            for (; times.Count < CommandsInRound; facts++)
            {
                times.Add(await LogAsync(app.Api, path, facts));
            }
        }

        Directory.Delete(folder, recursive: true);
        return times;
    }

    private static async Task<double> LogAsync(CoachingApi api, string path, int number)
    {
        var session = new
        {
            heldOn = "2027-03-01",
            minutes = 60,
            mode = "video",
            notes = "Notes as long as notes are: a paragraph about what was said.",
            summary = "Went well",
        };
        var start = Stopwatch.GetTimestamp();
        await api.PostAsync(path, session, string.Create(CultureInfo.InvariantCulture, $"{path}/{number}"), HttpStatusCode.Created);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await api.SettleAsync();
        return time;
    }
}
