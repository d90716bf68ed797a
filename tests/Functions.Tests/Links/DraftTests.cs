using System.Net;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>What a draft is about, and with whom and what it goes.</summary>
public sealed class DraftTests
{
    private const string Successor = "successor.canary@example.org";
    private const string Typed = "canary-secret half a thought";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
    public async Task What_is_deleted_of_an_engagement_are_its_drafts_too()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, href) = await SessionAsync(app, browser);
        await SaveAsync(browser, href, Typed);
        Assert.Single(await KeysAsync(app));

        await app.Services.GetRequiredService<FormDrafts>().ForgetAsync(engagement.Id, Cancellation);

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

        Assert.Equal("", Text(await successor.OpenAsync($"{theirs}?part=session"), "notes"));
    }

    private static async Task<(TestEngagement Engagement, string Href)> SessionAsync(TestApp app, Browser browser)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        return (engagement, $"{await browser.EnterWorkspaceAsync(engagement)}?part=session");
    }

    private static async Task<PageReply> SaveAsync(
        Browser browser, string href, string text, string field = "notes", string action = CoachFormFields.Keep) =>
        await CoachPosts.SendAsync(browser, href, [(field, text), (CoachFormFields.Save, action)]);

    private static string Text(PageReply page, string field) => page.Document.GetElementById(FieldId.Of(field))!.TextContent;

    private static async Task<IReadOnlyList<string>> KeysAsync(TestApp app) => await app.Services.GetRequiredService<IRecordStore>()
        .ListAsync(DraftOf.Drafts, Cancellation).ToListAsync(Cancellation);
}
