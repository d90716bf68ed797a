using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>Links to people's own pages: when they open, when they are closed, and how a new one is had.</summary>
public sealed class PageLinkTests
{
    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    public static TheoryData<string, string> Pages => new()
    {
        { "workspace", Bodies.Email("Cora Coach") }, { "program", Bodies.Email("Lea Leader") }, { "progress", Sponsor },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Opening_a_page_changes_nothing_on_a_known_device_either(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await engagement.LinkAsync(rel, to);
        await browser.EnterMailedCodeAsync(engagement, link, to);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var part in (string[])["", "?part=session", "?part=meetings", "?part=revision&id=1", "?part=nothing&id=%00"])
            {
                var page = (await browser.OpenAsync(link + part)).Is(HttpStatusCode.OK);
                Assert.True(page.Headers.CacheControl!.NoStore);
                Assert.Empty((await browser.HeadAsync(link + part)).Is(HttpStatusCode.OK).Html);
            }
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_link_is_there_through_a_renewal_until_ninety_days_after_the_end(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var link = await engagement.LinkAsync(rel, to);
        await browser.EnterMailedCodeAsync(engagement, link, to);
        (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);
        (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("Cycle 2, the present one");

        await engagement.ReachAsync(8);
        (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("P89D");
        using var another = new Browser(app);
        (await another.EnterMailedCodeAsync(engagement, link, to)).Says("canary-open celebration");

        await app.AdvanceAsync("P1D");
        await engagement.ChangesNothingAsync(async () =>
        {
            Assert.Null((await another.OpenAsync(link)).Is(HttpStatusCode.Gone).Document.QuerySelector("form"));
            await another.PostAsync(link, ("send", "on"));
            await another.PostAsync(link, ("renew", "on"));
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Who_asks_for_a_new_link_is_mailed_one_and_the_others_stay_open(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await engagement.LinkAsync(rel, to);

        Assert.Equal("Please look into your mailbox", (await browser.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK).Heading);

        var mail = Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "freshLink");
        Assert.Equal(to, mail.To);
        var fresh = Assert.Single(mail.Links);
        Assert.Equal(rel, fresh.Rel);
        (await browser.OpenAsync(fresh.Href)).Is(HttpStatusCode.OK);
        (await browser.OpenAsync(link)).Is(HttpStatusCode.OK);

        await app.AdvanceAsync("PT9M59S");
        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK));
        await app.AdvanceAsync("PT1S");
        await browser.PostAsync(link, ("renew", "on"));
        Assert.Equal(2, (await engagement.MailsAsync()).Count(sent => sent.Kind == "freshLink"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_link_that_its_recipient_ends_is_closed_for_everybody_and_a_new_one_is_mailed(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        using var stranger = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await engagement.LinkAsync(rel, to);

        await stranger.PostAsync(link, ("form", "access"), ("what", "end-link"));
        await browser.EnterMailedCodeAsync(engagement, link, to);
        (await browser.PostAsync(link, ("form", "access"), ("what", "end-link"))).Is(HttpStatusCode.Gone).Says("You ended it.");

        (await stranger.OpenAsync(link)).Is(HttpStatusCode.Gone);
        (await browser.PostAsync(link, ("form", "access"), ("what", "end-link"))).Is(HttpStatusCode.Gone);
        var mailed = Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "freshLink");
        Assert.Equal(to, mailed.To);
        Assert.Contains("This page is for", (await browser.OpenAsync(Assert.Single(mailed.Links).Href)).Is(HttpStatusCode.OK).Html,
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_cancel_closes_every_link(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await engagement.LinkAsync(rel, to);
        await browser.EnterMailedCodeAsync(engagement, link, to);

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () =>
        {
            Assert.Null((await browser.OpenAsync(link)).Is(HttpStatusCode.Gone).Says("was cancelled").Document.QuerySelector("form"));
            await browser.PostAsync(link, ("renew", "on"));
        });
        Assert.All((await engagement.MailsAsync()).Where(mail => mail.Kind == "cancelled"), mail => Assert.Empty(mail.Links));
    }

    [Theory]
    [InlineData("workspace", "Cora Coach", "canary-secret behaviors", "canary-secret notes")]
    [InlineData("program", "Lea Leader", "canary-secret behaviors", "canary-secret notes")]
    [InlineData("progress", "Sam Sponsor1", "", "")]
    public async Task What_was_done_in_an_earlier_cycle_can_still_be_read_by_whom_it_was_for(
        string rel, string name, string interview, string notes)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var to = Bodies.Email(name);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: await engagement.OutcomeAsync())))
            .Is(HttpStatusCode.Created);
        await engagement.ReachAsync(8);
        (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);
        var link = await engagement.LinkAsync(rel, to);
        await browser.EnterMailedCodeAsync(engagement, link, to);

        var present = (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("Cycle 2, the present one");
        var way = present.Document.QuerySelectorAll("a").Single(anchor => anchor.TextContent == "Cycle 1, closed").GetAttribute("href");
        var earlier = (await browser.OpenAsync(link + way)).Is(HttpStatusCode.OK)
            .Says("This is cycle 1 of the engagement, which is closed.").Says("canary-open celebration");
        Assert.Empty(earlier.Document.QuerySelectorAll("main form"));
        foreach (var (part, said) in (IEnumerable<(string, string)>)[("interview", interview), ("meetings", notes)])
        {
            var page = (await browser.OpenAsync($"{link}?part={part}&cycle=1")).Is(HttpStatusCode.OK);
            if (said.Length > 0)
                page.Says(said);
            else
                Assert.DoesNotContain(Bodies.Secret, page.Html, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var nonsense in (string[])["0", "-1", "3", "x", "99999999999999999999"])
            (await browser.OpenAsync($"{link}?cycle={nonsense}")).Is(HttpStatusCode.OK).Says("Cycle 2, the present one");
    }

    [Fact]
    public async Task A_sponsors_page_and_its_parts_show_nothing_confidential()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: await engagement.OutcomeAsync())))
            .Is(HttpStatusCode.Created);
        var link = await engagement.LinkAsync("progress", Sponsor);
        await browser.EnterMailedCodeAsync(engagement, link, Sponsor);

        foreach (var part in (
            string[])["", "?part=meetings", "?part=interview", "?part=results", "?part=answers", "?part=revision&id=1", "?part=session"])
        {
            var page = (await browser.OpenAsync(link + part)).Is(HttpStatusCode.OK);
            Assert.Contains("canary-open", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(Bodies.Secret, page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("3.25", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Rater", page.Html, StringComparison.Ordinal);
        }

        await engagement.ChangesNothingAsync(async () =>
            await browser.PostAsync(link, CoachPosts.Of("session", Bodies.Session(app.Today))));
    }
}
