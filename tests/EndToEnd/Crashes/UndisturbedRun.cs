using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>The tour as it goes when nothing is killed: what every disturbed one must come to as well.</summary>
/// <param name="Record">What it left behind.</param>
/// <param name="Requests">How many requests it took that were not a GET.</param>
/// <param name="RecordedUpTo">How many facts that people caused were recorded up to each step.</param>
public sealed record UndisturbedRun(TourRecord Record, int Requests, IReadOnlyList<int> RecordedUpTo)
{
    private static readonly Lazy<Task<UndisturbedRun>> Shared = new(() => RunAsync(CancellationToken.None));

    public static TourPlan Plan { get; } = new();

    public static Task<UndisturbedRun> ReadAsync(CancellationToken cancellation) => Shared.Value.WaitAsync(cancellation);

    private static async Task<UndisturbedRun> RunAsync(CancellationToken cancellation)
    {
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, cancellation);
        using var counting = new KillingHandler(app, []);
        using var http = new HttpClient(counting) { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, Plan);

        var recorded = new List<int>();
        foreach (var step in tour.Steps)
        {
            await step.RunAsync(cancellation);
            var timeline = await api.TimelineAsync(tour.Engagement, cancellation);
            recorded.Add(timeline.Count(line => line.GetProperty("by").GetString() != Actor.Workflow));
        }

        return new UndisturbedRun(
            (await TourRecord.ReadAsync(api, tour.Engagement, cancellation)).Anonymous(), counting.Requests, recorded);
    }
}
