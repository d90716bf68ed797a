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
    public async Task It_opens_every_page_of_the_person_at_the_firm_and_nothing_at_another_firm()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var first = await TestEngagement.StartAsync(app);
        var second = await TestEngagement.StartAsync(app);
        var elsewhere = (await app.As(TestFirm.South).PostAsync("/api/engagements", Bodies.Start())).Is(HttpStatusCode.Created).Value("id");
        await app.RestAsync();
        var link = app.Mails.All.First(mail => mail.Engagement == elsewhere && mail.ToAddress == Coach).Links.Single().Href;
        await browser.EnterWorkspaceAsync(first);

        (await browser.OpenAsync(await second.LinkAsync("workspace", Coach))).Is(HttpStatusCode.OK).Says("This page is for");
        Assert.Equal(Question, (await browser.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
        Assert.Equal(Question, (await browser.OpenAsync(await second.LinkAsync("program", Leader))).Is(HttpStatusCode.OK).Heading);
    }

    [Fact]
    public async Task It_works_for_nobody_else_under_any_name()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        using var leader = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        await browser.EnterWorkspaceAsync(engagement);
        await leader.EnterMailedCodeAsync(engagement, await engagement.LinkAsync("program", Leader), Leader);
        var (coachs, leaders) = (browser.Cookie!.Split('='), leader.Cookie!.Split('='));

        foreach (var cookie in (string[])[browser.Cookie, $"{leaders[0]}={coachs[1]}", $"{browser.Cookie}; {leaders[0]}={coachs[1]}"])
        {
            browser.Cookie = cookie;
            Assert.Equal(
                Question, (await browser.OpenAsync(await engagement.LinkAsync("program", Leader))).Is(HttpStatusCode.OK).Heading);
        }
    }

    [Fact]
    public async Task It_is_forgotten_alone_or_with_all_others_and_asked_for_a_code_then()
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);
        var link = await laptop.EnterWorkspaceAsync(engagement);
        await app.AdvanceAsync("PT2M");
        await phone.EnterMailedCodeAsync(engagement, link, Coach);

        Assert.Equal(Question, (await laptop.PostAsync(link, ("form", "access"), ("what", "forget-device"))).Heading);
        Assert.NotEqual(Question, (await phone.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);

        await app.AdvanceAsync("PT2M");
        await laptop.EnterMailedCodeAsync(engagement, link, Coach);
        Assert.Equal(Question, (await phone.PostAsync(link, ("form", "access"), ("what", "forget-all-devices"))).Heading);
        Assert.Equal(Question, (await laptop.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);

        await app.AdvanceAsync("PT2M");
        await laptop.EnterMailedCodeAsync(engagement, link, Coach);
        Assert.NotEqual(Question, (await laptop.OpenAsync(link)).Is(HttpStatusCode.OK).Heading);
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
