using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using EmbeddedHost.Testing;

namespace CoachingWorkflow.EndToEnd.Histories;

/// <summary>
/// Records histories of the released orchestrator. Run it by name when the orchestrator has changed on purpose, and keep the
/// older histories beside the new ones as long as such engagements may be running.
/// </summary>
public sealed class HistoryRecorder
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly (string Name, string After)[] Points =
    [
        ("step-1-waiting", "the clock advances to 2027-01-11T10:00"),
        ("step-3-raters-asked", "the coach names raters"),
        ("step-5-design-to-decide", "the coach revises the program"),
        ("step-6-program-begun", "the program begins"),
        ("step-6-long-wait", "the clock advances to 2027-09-20T12:00"),
        ("step-8-review-open", "the end-of-program review is open"),
        ("step-1-renewed", "the end-of-program review is held and renews"),
    ];

    [Fact(Explicit = true)]
    public async Task Record()
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var tour = new Tour(app.Api, new TourPlan());
        var recorded = 0;
        foreach (var step in tour.Steps)
        {
            await step.RunAsync(Cancellation);
            foreach (var (name, _) in Points.Where(point => point.After == step.Name))
            {
                HistoryFolder.Write($"{HistoryFolder.Release}-{name}", HistoryExport.Read(app.File, tour.Engagement));
                recorded++;
            }
        }

        await app.Api.PostAsync(
            $"/api/engagements/{tour.Engagement}/cancel", new { reason = "The client has moved on." }, "cancel",
            cancellation: Cancellation);
        await app.Api.SettleAsync(Cancellation);
        HistoryFolder.Write($"{HistoryFolder.Release}-cancelled", HistoryExport.Read(app.File, tour.Engagement));
        Assert.Equal(Points.Length, recorded);
    }
}
