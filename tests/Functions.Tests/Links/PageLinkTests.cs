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
        if (rel != "progress")
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
    public async Task An_expired_link_is_410_and_a_new_one_that_works_is_mailed_on_request(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await engagement.LinkAsync(rel, to);
        await app.AdvanceAsync("P30D");

        await engagement.ChangesNothingAsync(async () =>
        {
            (await browser.OpenAsync(link)).Is(HttpStatusCode.Gone).Says("Send me a new link");
            (await browser.PostAsync(link)).Is(HttpStatusCode.Gone);
            (await browser.PostAsync(link, ("send", "on"))).Is(HttpStatusCode.Gone);
        });
        Assert.Equal("Please look into your mailbox", (await browser.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK).Heading);

        var mail = Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "freshLink");
        Assert.Equal(to, mail.To);
        var fresh = Assert.Single(mail.Links);
        Assert.Equal(rel, fresh.Rel);
        (await browser.OpenAsync(fresh.Href)).Is(HttpStatusCode.OK);
        (await browser.OpenAsync(link)).Is(HttpStatusCode.Gone);

        await app.AdvanceAsync("PT9M59S");
        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK));
        await app.AdvanceAsync("PT1S");
        await browser.PostAsync(link, ("renew", "on"));
        Assert.Equal(2, (await engagement.MailsAsync()).Count(sent => sent.Kind == "freshLink"));
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_renewal_closes_the_links_of_the_cycle_before_and_a_cancel_those_of_this_one(string rel, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var first = await engagement.LinkAsync(rel, to);
        (await browser.OpenAsync(first)).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);

        (await browser.OpenAsync(first)).Is(HttpStatusCode.Gone);
        var second = await engagement.LinkAsync(rel, to);
        (await browser.OpenAsync(second)).Is(HttpStatusCode.OK);

        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var link in (string[])[first, second])
            {
                Assert.Null((await browser.OpenAsync(link)).Is(HttpStatusCode.Gone).Document.QuerySelector("form"));
                await browser.PostAsync(link, ("renew", "on"));
            }
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
        if (interview.Length > 0)
            await browser.EnterMailedCodeAsync(engagement, link, to);

        var present = (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("Cycle 2, the present one");
        var way = present.Document.QuerySelectorAll("a").Single(anchor => anchor.TextContent == "Cycle 1, closed").GetAttribute("href");
        var earlier = (await browser.OpenAsync(link + way)).Is(HttpStatusCode.OK)
            .Says("This is cycle 1 of the engagement, which is closed.").Says("canary-open celebration");
        Assert.Empty(earlier.Document.QuerySelectorAll("form"));
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
    public async Task The_pages_of_a_completed_engagement_can_still_be_read()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))).Is(HttpStatusCode.OK);
        var link = await engagement.LinkAsync("progress", Sponsor);

        (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Says("canary-open celebration");
        await app.AdvanceAsync("P31D");
        (await browser.OpenAsync(link)).Is(HttpStatusCode.Gone);
        await browser.PostAsync(link, ("renew", "on"));
        (await browser.OpenAsync(await engagement.LinkAsync("progress", Sponsor))).Is(HttpStatusCode.OK).Says("canary-open celebration");
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
