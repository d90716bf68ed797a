using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.Bench.Growth;

/// <summary>A command over HTTP while its engagement's journal grows: authenticated, decided, durable, answered.</summary>
internal static class Commands
{
    private const int Rounds = 2;
    private const int CommandsAtPoint = 101;
    private const int WarmUpFacts = 300;

    /// <param name="Name">What the command does.</param>
    /// <param name="After">The step of the tour after which it is accepted.</param>
    /// <param name="Points">The lengths of the journal at which it is measured.</param>
    /// <param name="Send">Sends it to an engagement; no two are the same.</param>
    private sealed record Command(string Name, string After, int[] Points, Func<CoachingApi, string, int, Task<JsonElement>> Send);

    private static readonly Command[] Measured =
    [
        new("context amended", "the coach defines the context", [30, 300, 1000, 3000], AmendAsync),
        new("session logged", "the program begins", [300, 1000, 3000], LogAsync),
    ];

    public static async Task RunAsync(Report report)
    {
        var times = Measured.ToDictionary(command => command, command => command.Points.ToDictionary(point => point, _ => new Samples()));
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var (command, at) in times)
            {
                if (round < 0)
                {
                    await GrowAsync(command, at.Keys.Where(point => point <= WarmUpFacts), (_, _) => { });
                }
                else
                {
                    await GrowAsync(command, at.Keys, (point, time) => at[point].Add(time));
                }
            }
        }

        foreach (var (command, at) in times)
        {
            foreach (var (point, samples) in at)
            {
                report.Add(
                    string.Create(CultureInfo.InvariantCulture, $"a command over HTTP ({command.Name}), file, {point:#,0} facts, median"),
                    samples.Median,
                    "ms",
                    point switch { 300 => Budget.Below(1), 3000 => Budget.Below(2), _ => null },
                    string.Create(
                        CultureInfo.InvariantCulture, $"p99 {samples.At(0.99):0.0}; {samples.Median / at[300].Median:0.0} x that at 300"));
            }
        }
    }

    private static async Task GrowAsync(Command command, IEnumerable<int> points, Action<int, double> measured)
    {
        using var folder = new BenchFolder();
        await using var app = await AppInProcess.StartAsync(CancellationToken.None, folder.Path);
        var tour = new Tour(app.Api, new TourPlan(Months: 12));
        await tour.RunUntilAsync(command.After, CancellationToken.None);
        var number = 0;
        foreach (var point in points)
        {
            while ((await app.Api.TimelineAsync(tour.Engagement)).Count is var facts && facts < point)
            {
                for (var missing = point - facts; missing > 0; missing--)
                {
                    await command.Send(app.Api, $"/api/engagements/{tour.Engagement}", number++);
                }
            }

            for (var i = 0; i < CommandsAtPoint; i++)
            {
                measured(point, await SendAsync());
            }
        }

        async Task<double> SendAsync()
        {
            var start = Stopwatch.GetTimestamp();
            await command.Send(app.Api, $"/api/engagements/{tour.Engagement}", number++);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await app.Api.SettleAsync();
            return time;
        }
    }

    private static Task<JsonElement> AmendAsync(CoachingApi api, string engagement, int number) => api.PutAsync($"{engagement}/context", new
    {
        heldOn = "2027-01-11",
        outcomes =
            new[] { new { title = "Delegates more", benchmark = "Asked in a survey", baseline = 2, target = 3 + number, unit = "points" } },
    });

    private static Task<JsonElement> LogAsync(CoachingApi api, string engagement, int number) => api.PostAsync(
        $"{engagement}/sessions",
        new
        {
            heldOn = "2027-03-01",
            minutes = 60,
            mode = "video",
            notes = "Notes as long as notes are: a paragraph about what was said.",
            summary = "Went well",
        },
        string.Create(CultureInfo.InvariantCulture, $"session/{number}"),
        HttpStatusCode.Created);
}
