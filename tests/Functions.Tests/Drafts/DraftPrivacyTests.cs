using System.Net;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Privacy;
using Microsoft.Extensions.DependencyInjection;
using static CoachingWorkflow.Functions.Tests.Drafts.DraftPosts;

namespace CoachingWorkflow.Functions.Tests.Drafts;

/// <summary>A draft is nobody else's to see, and is not kept longer than it can be sent.</summary>
public sealed class DraftPrivacyTests
{
    [Fact]
    public async Task Nobody_else_sees_a_draft_anywhere()
    {
        await using var app = await TestApp.StartAsync();
        using var coach = new Browser(app);
        using var leader = new Browser(app);
        using var sponsor = new Browser(app);
        using var rater = new Browser(app);
        using var stranger = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.AdvanceToAsync(await engagement.DayAsync("reviews.midProgram.dueOn"));
        var form = $"{await coach.EnterWorkspaceAsync(engagement)}?part=mid-review";
        (await SaveAsync(coach, form, ("corrections.themes[0].title", Text))).Is(HttpStatusCode.OK).Says("This is your draft of");
        var other = await TestEngagement.AtStepAsync(app, 3);
        await other.AddRatersAsync("boss", "peer", "peer");
        await SaveAsync(rater, await other.LinkAsync("respond", Boss), ("growth", Text));
        var program = await engagement.LinkAsync("program", Bodies.Email("Lea Leader"));
        var progress = await engagement.LinkAsync("progress", Bodies.Email("Sam Sponsor1"));
        await leader.EnterMailedCodeAsync(engagement, program, Bodies.Email("Lea Leader"));
        await sponsor.EnterMailedCodeAsync(engagement, progress, Bodies.Email("Sam Sponsor1"));
        await app.AdvanceAsync("P7D");

        var others = await other.LinkAsync("workspace", Coach);
        List<string> seen =
        [
            .. await AllAsync(leader, program, "", "revision&id=1", "meetings", "interview"),
            .. await AllAsync(sponsor, progress, "", "revision&id=1"),
            .. await AllAsync(coach, form.Split('?')[0], "", "desk", "meetings", "revision&id=1", "session"),
            .. await AllAsync(coach, others, "", "answers", "raters", await other.RouteAsync("response&id={rater}")),
            .. await AllAsync(stranger, form, ""), .. await AllAsync(stranger, await other.LinkAsync("respond", Boss), ""),
            .. await AllAsync(rater, await other.LinkAsync("respond", Bodies.Email("Rater peer 2")), ""),
            (await engagement.GetAsync()).Json.ToJsonString(), .. (await engagement.TimelineAsync()).Select(fact => fact.ToJsonString()),
            .. (await app.MailsAsync()).SelectMany(mail => (string[])[mail.Subject, mail.Text]), .. app.Log.Lines,
        ];

        Assert.DoesNotContain(seen, text => text.Contains("canary-draft", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["records"], StoredBytes.TablesWith(app.File, "canary-draft"));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("answered to the firm")]
    [InlineData("moved")]
    [InlineData("cancelled")]
    [InlineData("old")]
    public async Task A_draft_that_nobody_can_send_any_more_is_not_shown_and_deleted_within_the_hour(string how)
    {
        await using var app = await TestApp.StartAsync();
        using var rater = new Browser(app);
        using var coach = new Browser(app);
        var (engagement, link) = await AskedAsync(app);
        await SaveAsync(rater, link, ("strengths", Text));
        var isOfCoachToo = how is "cancelled" or "old";
        var form = $"{await coach.EnterWorkspaceAsync(engagement)}?part=raters";
        if (isOfCoachToo)
            (await SaveAsync(coach, form, ("raters[0].name", Text))).Is(HttpStatusCode.OK);
        Assert.Equal(isOfCoachToo ? 2 : 1, (await DraftsAsync(app)).Count);

        await EndAsync(app, engagement, how);

        Assert.All(
            (PageReply[])[await rater.OpenAsync(link), await coach.OpenAsync(form)],
            page => Assert.DoesNotContain("canary-draft", page.Html, StringComparison.Ordinal));
        await app.AdvanceAsync("PT1H");
        Assert.Empty(await DraftsAsync(app));
        Assert.Empty(StoredBytes.TablesWith(app.File, "canary-draft"));
    }

    [Fact]
    public async Task What_is_deleted_of_an_engagement_are_its_drafts_too()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, link) = await AskedAsync(app);
        await SaveAsync(browser, link, ("strengths", Text));
        Assert.Single(await DraftsAsync(app));

        await app.Services.GetRequiredService<FormDrafts>().ForgetAsync(
            engagement.Id, TestContext.Current.CancellationToken);

        Assert.Empty(await DraftsAsync(app));
    }

    private static async Task EndAsync(TestApp app, TestEngagement engagement, string how)
    {
        var boss = (await engagement.RatersAsync())[0];
        switch (how)
        {
            case "closed":
                foreach (var rater in (await engagement.RatersAsync()).Skip(1))
                    await engagement.RespondAsync(rater);
                (await engagement.PutAsync($"raters/{boss}/response", Bodies.Response())).Is(HttpStatusCode.OK);
                await engagement.CloseAsync();
                break;
            case "answered to the firm":
                await engagement.RespondAsync(boss);
                break;
            case "moved":
                (await app.Firm.PatchAsync($"{engagement.Path}/people/{boss}", Bodies.Of(new { email = "boss.moved.canary@example.org" })))
                    .Is(HttpStatusCode.OK);
                break;
            case "cancelled":
                (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
                break;
            default:
                await app.AdvanceAsync("P30D");
                break;
        }

        await app.RestAsync();
    }

    private static async Task<List<string>> AllAsync(Browser browser, string link, params string[] parts)
    {
        var pages = new List<string>();
        foreach (var part in parts)
            pages.Add((await browser.OpenAsync(part.Length == 0 ? link : $"{link}?part={part}")).Is(HttpStatusCode.OK).Html);
        return pages;
    }
}
