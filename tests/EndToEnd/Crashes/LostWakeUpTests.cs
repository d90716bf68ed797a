using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using CoachingWorkflow.Functions.Engagements;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.EndToEnd.Crashes;

/// <summary>The one gap between a command and what follows from it: the process dies after the append and before the wake-up.</summary>
public sealed class LostWakeUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_process_recorded_and_had_no_time_to_act_on_is_done_at_the_next_start()
    {
        using var folder = new DataFolder();
        Tour tour;
        await using (var dying = await AppInProcess.StartAsync(Cancellation, folder.Path))
        {
            tour = new Tour(dying.Api, new TourPlan());
            await tour.RunUntilAsync("the coach interviews the leader", Cancellation);
            await CancelWithoutWakingAsync(dying.Services, tour.Engagement);
        }

        await using var app = await AppInProcess.StartAsync(Cancellation, folder.Path);
        await app.Api.SettleAsync(Cancellation);

        var told = (await app.Api.OutboxAsync(cancellation: Cancellation)).Where(mail => mail.Kind == "cancelled").ToList();
        Assert.Equal(
            [Cast.Coach, Cast.Leader, Cast.Sponsor, Cast.OtherSponsor], told.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(told, mail => Assert.Equal(CoachingApi.Instant("2027-01-18T10:00:00Z"), mail.SentAt));
    }

    private static async Task CancelWithoutWakingAsync(IServiceProvider services, string engagement)
    {
        var outcome = await services.GetRequiredService<EngagementRepository>().RecordAsync(
            engagement, Actor.Firm, stamp: null, new CancelEngagement("The client has moved on."), Cancellation);
        Assert.Single(Assert.IsType<CommandOutcome.Done>(outcome).Facts);
    }
}
