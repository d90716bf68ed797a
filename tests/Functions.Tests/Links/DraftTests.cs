using System.Net;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What was typed into a form of the coach's page is kept until it is sent, and is nobody else's to see.</summary>
public sealed class DraftTests
{
    private const string Coach = "Cora Coach";
    private const string Successor = "successor.canary@example.org";
    private const string Typed = "canary-secret half a thought";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_there_on_another_device_and_gone_once_the_form_is_sent()
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var (engagement, href) = await SessionAsync(app, laptop);

        // Neither a day nor a number is asked for, and nothing is recorded.
        await engagement.ChangesNothingAsync(
            async () => (await SaveAsync(laptop, href, Typed)).Is(HttpStatusCode.OK).Says("This is your draft"));
        await phone.EnterMailedCodeAsync(engagement, href, Bodies.Email(Coach));
        var draft = (await phone.OpenAsync(href)).Is(HttpStatusCode.OK);
        Assert.Equal(Typed, Notes(draft));
        Assert.DoesNotContain(Typed, (await engagement.GetAsync()).Json!.ToJsonString(), StringComparison.Ordinal);

        (await phone.PostAsync(href, CoachPosts.With(draft, CoachPosts.Of("session", Bodies.Session(app.Today))))).Is(HttpStatusCode.OK);

        Assert.Equal("", Notes((await laptop.OpenAsync(href)).Is(HttpStatusCode.OK)));
        Assert.Empty(await KeysAsync(app));
    }

    [Fact]
    public async Task Of_two_drafts_neither_is_written_over_unseen()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (_, href) = await SessionAsync(app, browser);
        var (one, other) = (await browser.OpenAsync(href), await browser.OpenAsync(href));
        (await SaveAsync(browser, href, "canary-secret in one window", one)).Is(HttpStatusCode.OK);

        var refused = (await SaveAsync(browser, href, "canary-secret in the other", other))
            .Is(HttpStatusCode.Conflict).Says("there is another one");

        Assert.Equal("canary-secret in the other", Notes(refused));
        Assert.Contains(refused.Document.QuerySelectorAll(".recorded"), beside =>
            beside.TextContent.Contains("canary-secret in one window", StringComparison.Ordinal));
        Assert.Equal("canary-secret in one window", Notes(await browser.OpenAsync(href)));

        var knowingly = (await SaveAsync(browser, href, "canary-secret of both", refused)).Is(HttpStatusCode.OK);
        Assert.Equal("canary-secret of both", Notes(knowingly));
    }

    [Fact]
    public async Task A_draft_is_of_one_rater_only_and_can_be_discarded()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer");
        var raters = await engagement.RatersAsync();
        var workspace = await browser.EnterWorkspaceAsync(engagement);
        string Answers(int rater) => $"{workspace}?part=response&id={raters[rater]}";

        (await SaveAsync(browser, Answers(1), Typed, field: "growth")).Is(HttpStatusCode.OK);
        Assert.Equal(Typed, Text(await browser.OpenAsync(Answers(1)), "growth"));
        Assert.Equal("", Text(await browser.OpenAsync(Answers(2)), "growth"));

        var discarded = await SaveAsync(browser, Answers(1), Typed, field: "growth", action: CoachFormFields.Discard);
        Assert.Equal("", Text(discarded.Is(HttpStatusCode.OK), "growth"));
        Assert.Empty(await KeysAsync(app));
    }

    [Fact]
    public async Task A_draft_is_about_nothing_that_the_page_does_not_ask()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (_, href) = await SessionAsync(app, browser);
        var page = await browser.OpenAsync(href);

        foreach (var (form, id) in new[] { ("session", "made-up"), ("session", "../../keys/addresses"), ("context", "") })
        {
            var fields = Fields(page, Typed, "notes", CoachFormFields.Keep).Where(field => field.Name is not ("form" or "session"));
            (await browser.PostAsync(href, [.. fields, ("form", form), ("session", id)])).Is(HttpStatusCode.UnprocessableEntity);
        }

        Assert.Empty(await KeysAsync(app));
    }

    [Fact]
    public async Task What_is_too_long_for_a_draft_comes_back_and_what_was_kept_stays()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (_, href) = await SessionAsync(app, browser);
        var saved = await SaveAsync(browser, href, Typed);

        var refused = (await SaveAsync(browser, href, new string('x', 110_000), saved)).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(110_000, Notes(refused).Length);
        Assert.Equal(Typed, Notes(await browser.OpenAsync(href)));
    }

    [Theory]
    [InlineData("30 days later")]
    [InlineData("cancelled")]
    [InlineData("deleted")]
    public async Task A_draft_is_deleted(string when)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, href) = await SessionAsync(app, browser);
        await SaveAsync(browser, href, Typed);
        Assert.Single(await KeysAsync(app));

        switch (when)
        {
            case "30 days later":
                await app.AdvanceAsync("P29DT23H");
                Assert.Equal(Typed, Notes(await browser.OpenAsync(href)));
                await app.AdvanceAsync("PT2H");
                Assert.Equal("", Notes(await browser.OpenAsync(href)));
                break;
            case "cancelled":
                (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
                await app.AdvanceAsync("PT1H");
                break;
            case "deleted":
                await app.Services.GetRequiredService<FormDrafts>().ForgetAsync(engagement.Id, Cancellation);
                break;
        }

        Assert.Empty(await KeysAsync(app));
    }

    [Fact]
    public async Task Who_takes_over_the_coachs_address_gets_no_draft_of_the_former_one()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, href) = await SessionAsync(app, browser);
        await SaveAsync(browser, href, Typed);
        var coach = (await engagement.PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach}", Bodies.Of(new { email = Successor }))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        using var successor = new Browser(app);
        var theirs = await engagement.LinkAsync("workspace", Successor);
        await successor.EnterMailedCodeAsync(engagement, theirs, Successor);

        Assert.DoesNotContain(Typed, (await successor.OpenAsync($"{theirs}?part=session")).Html, StringComparison.Ordinal);
    }

    private static async Task<(TestEngagement Engagement, string Href)> SessionAsync(TestApp app, Browser browser)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        return (engagement, $"{await browser.EnterWorkspaceAsync(engagement)}?part=session");
    }

    private static async Task<PageReply> SaveAsync(
        Browser browser, string href, string text, PageReply? page = null, string field = "notes", string action = CoachFormFields.Keep)
    {
        page ??= (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        return await browser.PostAsync(href, Fields(page, text, field, action));
    }

    private static (string Name, string Value)[] Fields(PageReply page, string text, string field, string action) =>
        CoachPosts.With(page, [(field, text), (CoachFormFields.Save, action)]);

    private static string Notes(PageReply page) => Text(page, "notes");

    private static string Text(PageReply page, string field) => page.Document.GetElementById(FieldId.Of(field))!.TextContent;

    private static async Task<IReadOnlyList<string>> KeysAsync(TestApp app) => await app.Services.GetRequiredService<IRecordStore>()
        .ListAsync(DraftOf.Drafts, Cancellation).ToListAsync(Cancellation);
}
