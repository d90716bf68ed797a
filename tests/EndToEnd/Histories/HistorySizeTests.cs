using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Histories;

public sealed class HistorySizeTests
{
    private const int LargestHistory = 100;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_year_with_every_reminder_and_40_raters_no_history_exceeds_100_events_and_no_wait_30_days()
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        HistoryGauge gauge = null!;
        var slow = new SlowEngagement(
            app.Api, (instant, cancellation) => gauge.AdvanceToAsync(instant, cancellation), months: 12, raters: 40);
        await slow.StartAsync(Cancellation);
        gauge = new HistoryGauge(app, slow.Engagement);

        await slow.RunAsync(Cancellation);

        TestContext.Current.SendDiagnosticMessage(
            $"Largest history: {gauge.Largest} events; longest wait: {gauge.LongestWait.TotalDays:F1} days.");
        Assert.InRange(gauge.Largest, 50, LargestHistory);
        Assert.InRange(gauge.LongestWait, TimeSpan.FromDays(1), TimeSpan.FromDays(30));
        Assert.True(gauge.Measurements > 300, $"only {gauge.Measurements} measurements");
    }

    [Fact]
    public async Task Forty_raters_who_answer_at_the_same_moment_do_not_make_a_history_exceed_100_events()
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var tour = new Tour(app.Api, new TourPlan());
        await tour.RunUntilAsync("the program begins", Cancellation);
        var gauge = new HistoryGauge(app, tour.Engagement);

        await gauge.BurstAsync(40, Cancellation);

        TestContext.Current.SendDiagnosticMessage($"Largest history in a burst: {gauge.Largest} events.");
        Assert.InRange(gauge.Largest, 1, LargestHistory);
        Assert.Equal(41, gauge.Measurements);
    }
}
