using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class CancelTests
{
    [Fact]
    public async Task Everyone_is_told_and_links_are_revoked()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        var link = await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1"));

        var cancelled = (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);

        Assert.Equal("cancelled", cancelled.Value("status"));
        Assert.NotNull(cancelled.Value("endedAt"));
        Assert.Empty(cancelled.At("waitingFor")!.AsArray());
        var told = (await engagement.MailsAsync()).Where(mail => mail.Kind == "cancelled").Select(mail => mail.To).Order().ToList();
        Assert.Equal(
            [Bodies.Email("Cora Coach"), Bodies.Email("Lea Leader"), Bodies.Email("Rater boss 1"), Bodies.Email("Rater peer 2"),
                Bodies.Email("Sam Sponsor1")], told);
        (await app.Links.OpenAsync(link)).Is(HttpStatusCode.Gone).Says("cancelled");
        (await app.Links.PostAsync(link, LinkClient.Answer)).Is(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task No_mail_carries_the_reason()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();

        Assert.All(
            app.Mails.All, mail => Assert.DoesNotContain("canary-open reason", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_second_cancel_changes_nothing_and_nothing_is_mailed_any_more()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () =>
        {
            (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
            await app.AdvanceAsync("P300D");
        });
    }

    [Fact]
    public async Task A_reason_is_needed()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await engagement.PostAsync("cancel", Bodies.Of(new { }))).Names("$.reason");
        (await engagement.PostAsync("cancel", Bodies.Of(new { reason = "  " }))).Names("$.reason");
    }
}
