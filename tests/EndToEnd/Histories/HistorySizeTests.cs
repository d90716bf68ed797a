using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Histories;

public sealed class HistorySizeTests
{
    private const int LargestHistory = 100;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_history_exceeds_100_events_and_no_wait_30_days()
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        HistoryGauge gauge = null!;
        var slow = new SlowEngagement(app.Api, (instant, cancellation) => gauge.AdvanceToAsync(instant, cancellation), months: 12, raters: 40);
        await slow.StartAsync(Cancellation);
        gauge = new HistoryGauge(app, slow.Engagement);

        await gauge.BurstAsync(200, Cancellation);
        await slow.RunAsync(Cancellation);
        await gauge.BurstAsync(200, Cancellation);

        TestContext.Current.SendDiagnosticMessage($"Largest history: {gauge.Largest} events; longest wait: {gauge.LongestWait.TotalDays:F1} days.");
        Assert.InRange(gauge.Largest, 1, LargestHistory);
        Assert.InRange(gauge.LongestWait, TimeSpan.FromDays(1), TimeSpan.FromDays(30));
        Assert.True(gauge.Measurements > 700, $"only {gauge.Measurements} measurements");
    }
}
