using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Records;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Privacy;
using CoachingWorkflow.Functions.Tests.Storage;
using CoachingWorkflow.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>Whose drafts of which forms open where, and until when: those of every form of the coach, and of raters.</summary>
public sealed class KeptDraftTests(AzuriteServer azurite) : IClassFixture<AzuriteServer>
{
    private const string Text = "canary-draft of a thought";
    private const string Elsewhere = "A draft was saved on another device. It opens only there. What you send here replaces it.";
    private const string Newer = "Your draft is not saved yet: there is another one";

    private static readonly (string Name, string Value) Save = (CoachFormFields.Save, CoachFormFields.Keep);
    private static readonly string Coach = Bodies.Email("Cora Coach");
    private static readonly string Boss = Bodies.Email("Rater boss 1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> LongForms => new()
    {
        { "context", 1 }, { "leader-interview", 2 }, { "raters", 3 }, { "response", 3 }, { "design", 4 }, { "session", 6 },
        { "mid-review", 7 }, { "end-review", 8 },
    };

    [Theory, MemberData(nameof(LongForms))]
    public async Task A_coachs_draft_opens_on_every_known_device_and_is_gone_once_the_form_is_sent(string form, int step)
    {
        await using var app = await TestApp.StartAsync();
        using var laptop = new Browser(app);
        using var phone = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, step);
        if (form == "response")
            await engagement.AddRatersAsync("boss", "peer", "peer");
        var href = await engagement.RouteAsync(
            $"{await laptop.EnterWorkspaceAsync(engagement)}?part={form}{(form == "response" ? "&id={rater}" : "")}");
        await app.AdvanceAsync("PT2M");
        await phone.EnterMailedCodeAsync(engagement, href, Coach);
        var typed = CoachPosts.Of(form, BodyOf(form, app), (await engagement.GetAsync()).At("people")!.AsArray());

        PageReply? saved = null;
        await engagement.ChangesNothingAsync(async () =>
        {
            var opened = await laptop.OpenAsync(href);
            Assert.NotNull(opened.Is(HttpStatusCode.OK).Document.QuerySelector($"button[name={CoachFormFields.Save}][formnovalidate]"));
            saved = (await laptop.PostAsync(href, [.. CoachPosts.With(opened, typed), Save])).Is(HttpStatusCode.OK);
        });

        saved!.Says("This is your draft of").Says("Only you can see it").Says("(30 days)");
        var there = (await phone.OpenAsync(href)).Is(HttpStatusCode.OK).Says("This is your draft of");
        var texts = typed.Where(field => field.Name is not ("form" or "checked" or "attended"));
        Assert.All(
            (PageReply[])[saved, there], page => Assert.All(texts, field => Assert.Equal(field.Value, ValueOf(page, field.Name))));
        Assert.Null(there.Document.QuerySelector("input[name=checked][checked]"));

        // It comes filled in, so nobody sends it without having looked at it.
        var unticked = CoachPosts.With(there, [.. typed.Where(field => field.Name != "checked")]);
        (await phone.PostAsync(href, unticked)).Is(HttpStatusCode.UnprocessableEntity).Says("tick this box");
        (await phone.PostAsync(href, [.. unticked, ("checked", "on")])).Is(HttpStatusCode.OK);

        Assert.Empty(await DraftsAsync(app));
        Assert.DoesNotContain("This is your draft", (await laptop.OpenAsync(href)).Html, StringComparison.Ordinal);
    }

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
        var design = how is "cancelled" or "old";
        var form = $"{await coach.EnterWorkspaceAsync(engagement)}?part=raters";
        if (design)
            (await SaveAsync(coach, form, ("raters[0].name", Text))).Is(HttpStatusCode.OK);
        Assert.Equal(design ? 2 : 1, (await DraftsAsync(app)).Count);

        await EndAsync(app, engagement, how);

        Assert.All(
            (PageReply[])[await rater.OpenAsync(link), await coach.OpenAsync(form)],
            page => Assert.DoesNotContain("canary-draft", page.Html, StringComparison.Ordinal));
        await app.AdvanceAsync("PT1H");
        Assert.Empty(await DraftsAsync(app));
        Assert.Empty(StoredBytes.TablesWith(app.File, "canary-draft"));
    }

    [Theory]
    [InlineData(110_000, 1)]
    [InlineData(1, 202)]
    public async Task What_is_more_than_a_draft_holds_comes_back_whole_and_the_draft_before_stays(int length, int fields)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part=design";
        var before = await SaveAsync(browser, href, ("themes[0].description", Text));
        var large = new string('z', length);
        var typed = Enumerable.Range(0, fields)
            .Select(number => (string.Create(CultureInfo.InvariantCulture, $"themes[{number % 50}].{"abcde"[number / 50]}"), large));

        var refused = (await browser.PostAsync(
            href, [.. Hidden(before), ("themes[0].description", large), .. typed.Skip(1), Save]))
            .Is(HttpStatusCode.UnprocessableEntity);

        refused.Says("too much for a draft, which holds about 100,000 characters in 200 fields");
        Assert.Equal(large, ValueOf(refused, "themes[0].description"));
        Assert.Equal(Text, ValueOf(await browser.OpenAsync(href), "themes[0].description"));
    }

    [Fact]
    public async Task Of_two_windows_the_second_shows_both_texts_and_saves_what_was_made_of_them()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 4);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part=design";
        var (one, two) = (await browser.OpenAsync(href), await browser.OpenAsync(href));
        var alike = ("themes[0].description", "alike");
        var first = (await browser.PostAsync(href, [.. Hidden(one), ("themes[0].title", $"{Text} one"), alike, Save]))
            .Is(HttpStatusCode.OK);

        var refused = (await browser.PostAsync(href, [.. Hidden(two), ("themes[0].title", $"{Text} two"), alike, Save]))
            .Is(HttpStatusCode.Conflict).Says(Newer);

        Assert.Equal($"{Text} two", ValueOf(refused, "themes[0].title"));
        Assert.Contains($"{Text} one", Assert.Single(refused.Document.QuerySelectorAll(".recorded")).TextContent, StringComparison.Ordinal);
        Assert.Equal($"{Text} one", ValueOf(await browser.OpenAsync(href), "themes[0].title"));

        (await browser.PostAsync(href, [.. Hidden(refused), ("themes[0].title", $"{Text} of both"), Save])).Is(HttpStatusCode.OK);
        Assert.Equal($"{Text} of both", ValueOf(await browser.OpenAsync(href), "themes[0].title"));

        // The first window is as old now, unless it says the same: it discards no text that it has not shown.
        (await browser.PostAsync(href, [.. Hidden(first), (CoachFormFields.Save, CoachFormFields.Discard)])).Is(HttpStatusCode.Conflict);
        Assert.Equal($"{Text} of both", ValueOf(await browser.OpenAsync(href), "themes[0].title"));
        (await browser.PostAsync(href, [.. Hidden(first), ("themes[0].title", $"{Text} of both"), Save])).Is(HttpStatusCode.OK);
        (await browser.PostAsync(href, [.. Hidden(first), ("themes[0].title", $"{Text} one"), Save])).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_draft_of_an_amendment_does_not_write_over_what_was_changed_elsewhere_meanwhile()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part=leader-interview";
        var typed = CoachPosts.Of("leader-interview", Bodies.LeaderInterview(app.Today).Changed(body => body["behaviors"] = Text));
        await browser.PostAsync(href, [.. CoachPosts.With(await browser.OpenAsync(href), typed), Save]);
        var changed = Bodies.LeaderInterview(app.Today).Changed(body => body["behaviors"] = "canary-secret now");
        (await engagement.PutAsync("leader-interview", changed)).Is(HttpStatusCode.OK);

        var draft = await browser.OpenAsync(href);
        var refused = (await browser.PostAsync(href, CoachPosts.With(draft, typed))).Is(HttpStatusCode.Conflict).Says("changed elsewhere");

        Assert.Equal(Text, ValueOf(refused, "behaviors"));
        var now = refused.Document.QuerySelector("#behaviors ~ .recorded")!;
        Assert.Contains("canary-secret now", now.TextContent, StringComparison.Ordinal);
        Assert.Single(await DraftsAsync(app));
    }

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

    [Theory]
    [InlineData("mid-meeting", "mid-meeting", null)]
    [InlineData("none", "x", null)]
    [InlineData("design", "design", null)]
    [InlineData("response", "response", "../../../keys/addresses")]
    public async Task Of_a_form_that_is_short_or_not_asked_no_draft_is_kept_and_the_text_comes_back(string part, string form, string? rater)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part={part}";
        Assert.Null((await browser.OpenAsync(href)).Document.QuerySelector($"button[name={CoachFormFields.Save}]"));

        var refused = (await browser.PostAsync(href, ("form", form), ("rater", rater ?? ""), ("place", Text), Save))
            .Is(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(Text, refused.Html, StringComparison.Ordinal);
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

    private static JsonObject BodyOf(string form, TestApp app) => form switch
    {
        "context" => Bodies.Context(app.Today),
        "leader-interview" => Bodies.LeaderInterview(app.Today),
        "raters" => Bodies.Raters("boss", "peer"),
        "response" => Bodies.Response(),
        "design" => Bodies.Program(),
        "session" => Bodies.Session(app.Today),
        "mid-review" => Bodies.MidReview(app.Today),
        _ => Bodies.EndReview(app.Today),
    };

    private static async Task<(TestEngagement Engagement, string Link)> AskedAsync(TestApp app)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        return (engagement, await engagement.LinkAsync("respond", Boss));
    }

    private static async Task<PageReply> SaveAsync(Browser browser, string href, params (string Name, string Value)[] typed) =>
        await browser.PostAsync(href, [.. Hidden((await browser.OpenAsync(href)).Is(HttpStatusCode.OK)), .. typed, Save]);

    private static (string Name, string Value)[] Hidden(PageReply page) =>
    [
        .. page.Document.QuerySelectorAll("main form#form input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)),
    ];

    private static async Task<List<string>> AllAsync(Browser browser, string link, params string[] parts)
    {
        var pages = new List<string>();
        foreach (var part in parts)
            pages.Add((await browser.OpenAsync(part.Length == 0 ? link : $"{link}?part={part}")).Is(HttpStatusCode.OK).Html);
        return pages;
    }

    private static async Task<IReadOnlyList<string>> DraftsAsync(TestApp app) =>
        await app.Services.GetRequiredService<IRecordStore>().ListAsync(DraftOf.Drafts, Cancellation).ToListAsync(Cancellation);

    private static string? ValueOf(PageReply page, string name)
    {
        var inputs = page.Document.QuerySelectorAll($"main [name='{name}']").ToList();
        return inputs[0] switch
        {
            AngleSharp.Html.Dom.IHtmlInputElement { Type: "radio" or "checkbox" } =>
                inputs.Find(input => input.HasAttribute("checked"))?.GetAttribute("value"),
            AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
            AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
            var input => input.GetAttribute("value"),
        };
    }
}
