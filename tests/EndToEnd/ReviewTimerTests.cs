using System.Text.Json;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd;

/// <summary>Reviews open by durable timers alone: between the commitment and the end nobody calls, the clock only moves on.</summary>
public sealed class ReviewTimerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(6, "Europe/Berlin", "2027-05-31T22:00:00Z", "2027-08-30T22:00:00Z")]
    [InlineData(9, "Europe/Berlin", "2027-06-30T22:00:00Z", "2027-11-29T23:00:00Z")]
    [InlineData(12, "Europe/Berlin", "2027-08-31T22:00:00Z", "2028-02-28T23:00:00Z")]
    [InlineData(6, "America/New_York", "2027-06-01T04:00:00Z", "2027-08-31T04:00:00Z")]
    [InlineData(9, "America/New_York", "2027-07-01T04:00:00Z", "2027-11-30T05:00:00Z")]
    [InlineData(12, "America/New_York", "2027-09-01T04:00:00Z", "2028-02-29T05:00:00Z")]
    public async Task Reviews_open_at_midnight_where_the_engagement_is(int months, string zone, string midpoint, string end)
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var plan = new TourPlan(months, zone);
        var tour = new Tour(app.Api, plan);
        await tour.RunUntilAsync("the program begins", Cancellation);

        await app.Api.AdvanceToAsync(CoachingApi.Instant(end).AddDays(2), Cancellation);

        var timeline = await app.Api.TimelineAsync(tour.Engagement, Cancellation);
        Assert.Equal([CoachingApi.Instant(midpoint)], At(timeline, "midReviewOpened"));
        Assert.Equal([CoachingApi.Instant(end)], At(timeline, "endReviewOpened"));
    }

    private static IEnumerable<DateTimeOffset> At(IEnumerable<JsonElement> timeline, string kind) =>
        timeline.Where(line => line.GetProperty("kind").GetString() == kind).Select(line => line.GetProperty("at").GetDateTimeOffset());
}
