using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>A journal that fills up stops first what anybody can repeat, and last what ends the engagement.</summary>
public sealed class FullJournalTests
{
    private static readonly string Leader = Bodies.Email("Lea Leader");

    [Fact]
    public async Task Room_is_kept_from_whoever_only_holds_a_link()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var (decide, program) = (await engagement.LinkAsync("decide", Leader), await engagement.LinkAsync("program", Leader));
        await engagement.FillAsync(3_000);

        (await app.Links.CommitAsync(decide)).Is(HttpStatusCode.OK).Says("is recorded");
        await app.AdvanceAsync("P31D");
        await engagement.ChangesNothingAsync(async () =>
            (await app.Links.PostAsync(program, ("renew", "on"))).Is(HttpStatusCode.Conflict).Says("as many entries as it may have"));
    }

    [Fact]
    public async Task Reminders_end_before_commands_do()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        await engagement.FillAsync(3_500);

        await engagement.ChangesNothingAsync(() => app.AdvanceAsync("P90D"));

        (await app.Links.PostAsync(await engagement.LinkAsync("decide", Leader), LinkClient.Commit)).Is(HttpStatusCode.Gone);
        (await engagement.PostAsync("program", Bodies.Program("second"))).Is(HttpStatusCode.OK);
        (await app.Links.CommitAsync(await engagement.LinkAsync("decide", Leader))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(4_000)]
    [InlineData(4_999)] // As full as the first release let it become.
    public async Task What_is_full_takes_another_address_and_its_mails_and_is_ended_told_and_purged(int facts)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        await engagement.FillAsync(facts);
        await engagement.ChangesNothingAsync(async () =>
            (await engagement.PostAsync("program", Bodies.Program("second"))).IsProblem(HttpStatusCode.Conflict, "journal-full"));

        var leader = (await engagement.PersonAsync("leader"))["id"]!.ToString();
        (await ChangeAsync("lea.moved.canary@example.org")).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.Single(app.Mails.All, mail => mail.ToAddress == "lea.moved.canary@example.org" && mail.Kind == MailKind.Request);

        await engagement.FillAsync(5_250);
        await engagement.ChangesNothingAsync(async () =>
            (await ChangeAsync("lea.again.canary@example.org")).IsProblem(HttpStatusCode.Conflict, "journal-full"));

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.Equal(3, app.Mails.All.Count(mail => mail.Kind == MailKind.Cancelled));

        await app.AdvanceToAsync(app.Now.AddMonths(24).AddHours(2));
        (await app.Firm.GetAsync(engagement.Path)).IsProblem(HttpStatusCode.NotFound, "not-found");
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));

        Task<ApiAnswer> ChangeAsync(string email) => app.Firm.PatchAsync($"{engagement.Path}/people/{leader}", Bodies.Of(new { email }));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_is_given_up_before_it_takes_the_last_room()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        await engagement.FillAsync(5_250);
        app.Mails.Instead = _ => new MailResult.Deferred(RetryAfter: null);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("P120D");

        Assert.InRange(await engagement.LengthAsync(), 5_250, 5_510);
        Assert.Equal(3, (await engagement.KindsAsync()).TakeLast(10).Count(kind => kind == "mailDropped"));
    }
}
