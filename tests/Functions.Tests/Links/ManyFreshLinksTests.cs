using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>New links for closed ones are mailed a few times a day, and never while one is on its way.</summary>
public sealed class ManyFreshLinksTests
{
    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    [Theory]
    [InlineData("decide")]
    [InlineData("progress")]
    public async Task The_sixth_within_a_day_is_refused_in_words_and_one_goes_the_next_day(string rel)
    {
        await using var app = await TestApp.StartAsync();
        var (engagement, link) = await ClosedLinkAsync(app, rel);
        for (var time = 0; time < 5; time++)
        {
            (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK).Says("Within 10 minutes only one is mailed");
            await app.AdvanceAsync("PT10M");
        }

        Assert.Equal(5, await AskedAsync(engagement));
        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.TooManyRequests);
            Assert.Equal("No new link was mailed", page.Heading);
            page.Says("5 new links were mailed already; the next one can be mailed tomorrow").Says("reply to any mail");
        });

        await app.AdvanceAsync("PT23H10M");
        (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK);
        Assert.Equal(6, await AskedAsync(engagement));
    }

    [Fact]
    public async Task While_one_cannot_be_sent_no_other_is_recorded()
    {
        await using var app = await TestApp.StartAsync();
        var (engagement, link) = await ClosedLinkAsync(app, "progress");
        app.Mails.Instead = _ => new MailResult.Deferred(TimeSpan.FromHours(1));
        (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("PT30M");

        await engagement.ChangesNothingAsync(async () => (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK));

        app.Mails.Instead = null;
        await app.AdvanceAsync("PT30M");
        Assert.Single(app.Mails.All, mail => mail.Kind == MailKind.FreshLink);
        (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK);
        Assert.Equal(2, await AskedAsync(engagement));
    }

    private static async Task<(TestEngagement Engagement, string Link)> ClosedLinkAsync(TestApp app, string rel)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync(rel, Sponsor);
        await app.AdvanceAsync("P31DT30M");
        return (engagement, link);
    }

    private static async Task<int> AskedAsync(TestEngagement engagement) =>
        (await engagement.KindsAsync()).Count(kind => kind == "freshLinkRequested");
}
