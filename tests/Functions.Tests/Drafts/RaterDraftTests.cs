using System.Net;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Storage;
using static CoachingWorkflow.Functions.Tests.Drafts.DraftPosts;

namespace CoachingWorkflow.Functions.Tests.Drafts;

/// <summary>What a rater types can be kept, and opens on the device alone that saved it.</summary>
public sealed class RaterDraftTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private const string Elsewhere = "A draft was saved on another device. It opens only there. What you send here replaces it.";
    private const string Newer = "Your draft is not saved yet: there is another one";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("blob")]
    public async Task A_raters_draft_opens_on_the_device_alone_that_saved_it(string storage)
    {
        await using var app = await TestApp.StartAsync(settings: SettingsOf(storage));
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var (engagement, link) = await AskedAsync(app);

        await engagement.ChangesNothingAsync(async () =>
        {
            var saved = (await SaveAsync(laptop, link, ("strengths", Text), ("ratings[0].value", "3"))).Is(HttpStatusCode.OK);
            Assert.Equal((Text, "3"), (ValueOf(saved.Says("This is your draft of"), "strengths"), ValueOf(saved, "ratings[0].value")));
        });
        Assert.Matches("^draft-[0-9a-f]{16}=[A-Za-z0-9_-]{43}; max-age=2592000; path=/; samesite=lax; httponly$", laptop.SetCookie!);

        var own = laptop.Cookie!;
        foreach (var cookie in (string?[])[null, own[..^1] + (own[^1] == 'A' ? 'E' : 'A'), own.Split('=')[0] + "="])
        {
            phone.Cookie = cookie;
            var elsewhere = (await phone.OpenAsync(link)).Is(HttpStatusCode.OK).Says(Elsewhere);
            Assert.DoesNotContain(Bodies.Canary + "-draft", elsewhere.Html, StringComparison.Ordinal);
        }

        Assert.Equal(Text, ValueOf((await laptop.OpenAsync(link)).Is(HttpStatusCode.OK), "strengths"));
    }

    [Fact]
    public async Task What_a_rater_saves_on_another_device_replaces_the_draft_and_the_first_device_is_told()
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var (_, link) = await AskedAsync(app);
        var first = await SaveAsync(laptop, link, ("strengths", Text));

        var replaced = (await SaveAsync(phone, link, ("strengths", "canary-draft on the phone"))).Is(HttpStatusCode.OK);

        Assert.Equal("canary-draft on the phone", ValueOf(replaced.Says("This is your draft of"), "strengths"));
        var told = (await laptop.PostAsync(link, [.. Hidden(first), ("strengths", $"{Text}, continued"), Save]))
            .Is(HttpStatusCode.Conflict);
        Assert.Equal($"{Text}, continued", ValueOf(told.Says(Newer).Says("opens only there"), "strengths"));
        Assert.DoesNotContain("on the phone", told.Html, StringComparison.Ordinal);
        (await laptop.PostAsync(link, [.. Hidden(told), ("strengths", $"{Text}, continued"), Save])).Is(HttpStatusCode.OK);
        (await phone.OpenAsync(link)).Is(HttpStatusCode.OK).Says(Elsewhere);
    }

    [Fact]
    public async Task A_raters_draft_is_gone_once_the_answer_is_sent_from_whichever_device()
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var (engagement, link) = await AskedAsync(app);
        await SaveAsync(laptop, link, ("strengths", Text));
        var there = await phone.OpenAsync(link);

        await engagement.ChangesNothingAsync(async () => (await phone.PostAsync(link, [.. Hidden(there), .. LinkClient.Answer]))
            .Is(HttpStatusCode.UnprocessableEntity).Says("tick this box"));
        var sent = await phone.PostAsync(link, [.. Hidden(there), .. LinkClient.Answer, ("checked", "on")]);

        Assert.Equal("Your answer is recorded", sent.Is(HttpStatusCode.OK).Heading);
        Assert.Empty(await DraftsAsync(app));
        Assert.DoesNotContain("canary-draft", (await laptop.OpenAsync(link)).Is(HttpStatusCode.OK).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_the_raters_cookie_is_of_this_very_host()
    {
        await using var app = await TestApp.StartAsync(settings: "--Links:BaseUrl=https://coaching.example.org");
        using var browser = new Browser(app);
        var (_, link) = await AskedAsync(app);

        await SaveAsync(browser, link, ("strengths", Text));

        Assert.StartsWith("__Host-draft-", browser.SetCookie, StringComparison.Ordinal);
        Assert.Contains("; secure", browser.SetCookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_nobody_typed_into_saves_nothing_and_takes_no_draft_away()
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var (_, link) = await AskedAsync(app);
        (await SaveAsync(phone, link, ("strengths", " \r\n"))).Is(HttpStatusCode.OK);
        Assert.Empty(await DraftsAsync(app));
        Assert.Null(phone.SetCookie);

        var saved = await SaveAsync(laptop, link, ("strengths", Text));
        await SaveAsync(phone, link, ("strengths", ""));
        Assert.Equal(Text, ValueOf(await laptop.OpenAsync(link), "strengths"));

        (await laptop.PostAsync(link, [.. Hidden(saved), ("strengths", ""), Save])).Is(HttpStatusCode.OK);
        Assert.Empty(await DraftsAsync(app));
    }

    private string[] SettingsOf(string storage)
    {
        if (storage == "sqlite")
            return [];
        AzuriteServer.Require();
        return
        [
            "--Storage:Kind=blob", $"--Storage:Blob:ConnectionString={azurite.ConnectionString}",
            $"--Storage:Blob:Container={AzuriteServer.NewContainerName()}",
        ];
    }
}
