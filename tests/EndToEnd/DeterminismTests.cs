using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd;

/// <summary>From a fixed start of the clock, the same script gives the same facts and the same mails at the same times.</summary>
public sealed class DeterminismTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Other keys give other ids throughout, so an order that hangs on random ids shows.
    [Theory]
    [InlineData(9, "again")]
    [InlineData(9, "and again")]
    [InlineData(12, "once more")]
    public async Task The_same_script_gives_the_same_facts_and_mails(int months, string otherKey)
    {
        var first = await RunAsync(new TourPlan(months));
        var second = await RunAsync(new TourPlan(months, Key: otherKey));

        Assert.NotEqual(first.Facts, second.Facts);
        Assert.Equal(first.Anonymous().Facts, second.Anonymous().Facts);
        Assert.Equal(first.Anonymous().Mails, second.Anonymous().Mails);
    }

    private static async Task<TourRecord> RunAsync(TourPlan plan)
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var tour = new Tour(app.Api, plan);
        await tour.RunAsync(Cancellation);
        return await TourRecord.ReadAsync(app.Api, tour.Engagement, Cancellation);
    }
}
