using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Step 5: the page behind a <c>decide</c> link.</summary>
public sealed class DecideLinkTests
{
    private static readonly string Leader = Bodies.Email("Lea Leader");
    private static readonly string Sponsor = Bodies.Email("Sam Sponsor1");

    [Fact]
    public async Task Opening_shows_the_design_and_nothing_preselected_and_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK).Says("canary-open practice of design")
                .Says("canary-open survey");
            Assert.Empty(page.Document.QuerySelectorAll("[checked], [selected], script"));
            Assert.Equal("post", page.Document.QuerySelector("form")!.GetAttribute("method"));
            Assert.Equal(page.Html, (await app.Links.OpenAsync(link)).Html);

            var head = (await app.Links.SendAsync(HttpMethod.Head, link, content: null)).Is(HttpStatusCode.OK);
            Assert.Empty(head.Html);
        });
    }

    [Fact]
    public async Task No_page_shows_what_only_coach_and_leader_may_read()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        foreach (var to in (string[])[Leader, Sponsor])
            Assert.DoesNotContain(
                Bodies.Secret, (await app.Links.OpenAsync(await engagement.LinkAsync("decide", to))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_recorded_once_and_the_used_link_shows_it()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);

        var recorded = (await app.Links.CommitAsync(link)).Is(HttpStatusCode.OK);
        Assert.Equal("Your decision is recorded", recorded.Heading);
        recorded.Says("committed to revision 1").Says("Typed Canary Name").Says("canary-open comment on the design");

        await engagement.ChangesNothingAsync(async () =>
        {
            Assert.Equal("Your decision is recorded", (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
            (await app.Links.PostAsync(link, LinkClient.Revise)).Is(HttpStatusCode.OK).Says("committed to revision 1");
        });
        var fact = (await engagement.TimelineAsync()).Single(item => item["kind"]!.ToString() == "designCommitted");
        Assert.Equal((await engagement.PersonAsync("leader"))["id"]!.ToString(), fact["by"]!.ToString());
        Assert.Single((await engagement.MailsAsync()), mail => mail.Kind == "receipt" && mail.To == Leader);
    }

    [Theory]
    [InlineData("decision", null)]
    [InlineData("decision", "maybe")]
    [InlineData("read", null)]
    [InlineData("read", "yes")]
    [InlineData("name", null)]
    [InlineData("name", "   ")]
    [InlineData("name", "two\r\nlines")]
    [InlineData("comment", "control \u0001 character")]
    public async Task A_mistake_is_422_with_what_was_typed_and_records_nothing(string field, string? value)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        var fields = LinkClient.Commit.Where(input => input.Name != field).ToList();
        if (value is not null)
            fields.Add((field, value));

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await app.Links.PostAsync(link, [.. fields])).Is(HttpStatusCode.UnprocessableEntity);
            Assert.NotNull(page.Document.QuerySelector($"#{field}-mistake"));
            if (field != "comment")
                page.Says("canary-open comment on the design");
            if (field != "name")
                Assert.Equal("Typed Canary Name", page.Document.QuerySelector("input[name=name]")!.GetAttribute("value"));
        });
    }

    [Fact]
    public async Task Asking_for_changes_needs_a_comment()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Sponsor);

        var page = (await app.Links.PostAsync(link, ("decision", "revise"), ("read", "on"), ("name", "Sam")))
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.NotNull(page.Document.QuerySelector("#comment-mistake"));
    }

    [Fact]
    public async Task A_page_about_another_content_is_not_taken_for_a_decision()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);

        await engagement.ChangesNothingAsync(async () =>
        {
            (await app.Links.PostAsync(link, [.. LinkClient.Commit, ("hash", new string('0', 64))])).Is(HttpStatusCode.UnprocessableEntity);
            (await app.Links.PostAsync(link, [.. LinkClient.Commit, ("revision", "2")])).Is(HttpStatusCode.UnprocessableEntity);
        });
    }

    [Fact]
    public async Task An_expired_link_is_410_and_mails_a_fresh_one_to_the_address_on_record_only()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        await app.AdvanceAsync("P31D");

        var page = (await app.Links.OpenAsync(link)).Is(HttpStatusCode.Gone);
        Assert.Single(page.Document.QuerySelectorAll("input[name=renew]:not([checked])"));
        await engagement.ChangesNothingAsync(async () =>
        {
            (await app.Links.PostAsync(link)).Is(HttpStatusCode.Gone);
            (await app.Links.CommitAsync(link)).Is(HttpStatusCode.Gone);
        });

        var before = (await engagement.MailsAsync()).Count;
        (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK).Says("look into your mailbox");
        var fresh = Assert.Single((await engagement.MailsAsync()).Skip(before));
        Assert.Equal((Leader, "request"), (fresh.To, fresh.Kind));

        (await app.Links.PostAsync(link, ("renew", "on"))).Is(HttpStatusCode.OK).Says("look into your mailbox");
        Assert.Equal(before + 1, (await engagement.MailsAsync()).Count);
        (await app.Links.CommitAsync(fresh.Links.Single().Href)).Is(HttpStatusCode.OK).Says("is recorded");
    }

    [Fact]
    public async Task Every_mail_carries_a_link_that_works()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        await app.AdvanceAsync("P12D");

        var links = (await engagement.MailsAsync()).Where(mail => mail.To == Leader).SelectMany(mail => mail.Links)
            .Select(link => link.Href).ToList();

        Assert.True(links.Count > 1);
        Assert.Equal(links.Count, links.Distinct().Count());
        foreach (var link in links)
            (await app.Links.OpenAsync(link)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%0d%0aSet-Cookie:x")]
    [InlineData("dev.AAAA")]
    public async Task Junk_is_404(string token)
    {
        await using var app = await TestApp.StartAsync();

        (await app.Links.OpenAsync($"/api/links/{token}")).Is(HttpStatusCode.NotFound);
        (await app.Links.CommitAsync($"/api/links/{token}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Pages_tell_browsers_to_keep_and_pass_on_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        PageReply[] pages =
        [
            await app.Links.OpenAsync(link), await app.Links.PostAsync(link), await app.Links.CommitAsync(link),
            await app.Links.OpenAsync("/api/links/x"),
        ];

        Assert.Equal([200, 422, 200, 404], pages.Select(page => (int)page.Status));
        Assert.All(pages, page =>
        {
            Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            var policy = page.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_is_typed_is_measured_in_code_points()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);

        foreach (var (name, comment) in ((int, int)[])[(201, 20_000), (200, 20_001)])
            (await PostAsync(name, comment)).Is(HttpStatusCode.UnprocessableEntity);
        (await PostAsync(200, 20_000)).Is(HttpStatusCode.OK);

        Task<PageReply> PostAsync(int name, int comment) => app.Links.PostAsync(link,
        [
            .. LinkClient.Commit.Where(input => input.Name is not ("comment" or "name")),
            ("name", string.Concat(Enumerable.Repeat("😀", name))), ("comment", string.Concat(Enumerable.Repeat("😀", comment))),
        ]);
    }

    [Fact]
    public async Task A_form_of_another_kind_or_size_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var link = await engagement.LinkAsync("decide", Leader);
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var large = new FormUrlEncodedContent([new("comment", new string('x', 1_100_000))]);
        using var many = new FormUrlEncodedContent(Enumerable.Range(0, 2_000).Select(number => KeyValuePair.Create($"field{number}", "x")));

        await engagement.ChangesNothingAsync(async () =>
        {
            (await app.Links.SendAsync(HttpMethod.Post, link, json)).Is(HttpStatusCode.UnsupportedMediaType);
            (await app.Links.SendAsync(HttpMethod.Post, link, large)).Is(HttpStatusCode.RequestEntityTooLarge);
            (await app.Links.SendAsync(HttpMethod.Post, link, many)).Is(HttpStatusCode.RequestEntityTooLarge);
            (await app.Links.PostAsync(
                link, [.. LinkClient.Commit.Where(input => input.Name != "comment"), ("comment", new string('x', 20_001))]))
                .Is(HttpStatusCode.UnprocessableEntity);
        });
    }
}
