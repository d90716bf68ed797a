using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>The cookie of a device on which the right code was entered: for whom it works, and for how long.</summary>
public sealed class KnownDeviceTests
{
    private const string Question = "Please confirm that it is you";

    private static readonly string Coach = Bodies.Email("Cora Coach");
    private static readonly string Leader = Bodies.Email("Lea Leader");

    [Fact]
    public async Task It_works_for_later_links_of_the_same_person_for_ninety_days()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var first = await browser.EnterWorkspaceAsync(engagement);

        await app.AdvanceAsync("P89D");
        var later = await engagement.LinkAsync("workspace", Coach);
        Assert.NotEqual(first, later);
        Assert.NotEqual(Question, (await browser.OpenAsync(later)).Is(HttpStatusCode.OK).Heading);

        await app.AdvanceAsync("P1D");
        Assert.Equal(Question, (await browser.OpenAsync(await engagement.LinkAsync("workspace", Coach))).Is(HttpStatusCode.OK).Heading);
    }

    [Fact]
    public async Task It_works_for_nobody_else_and_no_other_engagement_under_any_name()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        using var leader = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var other = await TestEngagement.StartAsync(app);
        await browser.EnterMailedCodeAsync(engagement, await engagement.LinkAsync("workspace", Coach), Coach);
        await leader.EnterMailedCodeAsync(engagement, await engagement.LinkAsync("program", Leader), Leader);
        var (coachs, leaders) = (browser.Cookie!.Split('='), leader.Cookie!.Split('='));

        foreach (var cookie in (string[])[browser.Cookie, $"{leaders[0]}={coachs[1]}", $"{browser.Cookie}; {leaders[0]}={coachs[1]}"])
        {
            browser.Cookie = cookie;
            Assert.Equal(
                Question, (await browser.OpenAsync(await engagement.LinkAsync("program", Leader))).Is(HttpStatusCode.OK).Heading);
            Assert.Equal(Question, (await browser.OpenAsync(await other.LinkAsync("workspace", Coach))).Is(HttpStatusCode.OK).Heading);
        }

        // Under the name that the other engagement's own cookie has, too.
        using var elsewhere = new Browser(app);
        await elsewhere.EnterMailedCodeAsync(other, await other.LinkAsync("workspace", Coach), Coach);
        elsewhere.Cookie = $"{elsewhere.Cookie!.Split('=')[0]}={coachs[1]}";
        Assert.Equal(Question, (await elsewhere.OpenAsync(await other.LinkAsync("workspace", Coach))).Is(HttpStatusCode.OK).Heading);
    }

    [Fact]
    public async Task It_does_not_work_after_a_change_of_address()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var old = await browser.EnterWorkspaceAsync(engagement);
        var coach = (await engagement.PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach}", Bodies.Of(new { email = "new.canary@example.org" })))
            .Is(HttpStatusCode.OK);

        (await browser.OpenAsync(old)).Is(HttpStatusCode.Gone);
        Assert.Equal(
            Question,
            (await browser.OpenAsync(await engagement.LinkAsync("workspace", "new.canary@example.org"))).Is(HttpStatusCode.OK).Heading);
    }

    [Fact]
    public async Task Altered_by_one_character_anywhere_it_does_not_work()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await browser.EnterWorkspaceAsync(engagement);
        var whole = browser.Cookie!;
        var value = whole.IndexOf('=', StringComparison.Ordinal) + 1;

        for (var position = value; position < whole.Length; position++)
        {
            browser.Cookie = $"{whole[..position]}{(whole[position] == '8' ? '9' : '8')}{whole[(position + 1)..]}";
            Assert.Equal(Question, (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
            browser.Cookie = whole[..position];
            Assert.Equal(Question, (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
        }

        browser.Cookie = whole;
        Assert.NotEqual(Question, (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
    }
}
