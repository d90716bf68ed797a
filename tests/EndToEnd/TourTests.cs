using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd;

public sealed class TourTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    public async Task A_whole_engagement_runs_over_http(int months)
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var tour = new Tour(app.Api, new TourPlan(months));

        await tour.RunAsync(Cancellation);

        var timeline = await app.Api.TimelineAsync(tour.Engagement, Cancellation);
        Assert.Equal(2, timeline.Count(line => line.GetProperty("kind").GetString() is "engagementStarted" or "cycleOpened"));
    }
}
