using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Links;
using CoachingWorkflow.Pages;
using static CoachingWorkflow.Functions.Tests.Drafts.DraftPosts;

namespace CoachingWorkflow.Functions.Tests.Drafts;

/// <summary>What a coach types into a long form can be kept, is found on every known device, and takes no other text away.</summary>
public sealed class CoachDraftTests
{
    private const string Newer = "Your draft is not saved yet: there is another one";

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

        (await SaveAsync(browser, Answers(1), ("growth", Text))).Is(HttpStatusCode.OK);
        Assert.Equal(Text, ValueOf(await browser.OpenAsync(Answers(1)), "growth"));
        Assert.Equal("", ValueOf(await browser.OpenAsync(Answers(2)), "growth"));

        var discarded = await browser.PostAsync(Answers(1), [.. Hidden(await browser.OpenAsync(Answers(1))), Discard]);
        Assert.Equal("", ValueOf(discarded.Is(HttpStatusCode.OK), "growth"));
        Assert.Empty(await DraftsAsync(app));
    }

    [Fact]
    public async Task Who_takes_over_the_coachs_address_gets_no_draft_of_the_former_one()
    {
        const string Successor = "successor.canary@example.org";
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await SaveAsync(browser, $"{await browser.EnterWorkspaceAsync(engagement)}?part=session", ("notes", Text));
        var coach = (await engagement.PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach}", Bodies.Of(new { email = Successor }))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        using var successor = new Browser(app);
        var theirs = await engagement.LinkAsync("workspace", Successor);
        await successor.EnterMailedCodeAsync(engagement, theirs, Successor);

        Assert.Equal("", ValueOf(await successor.OpenAsync($"{theirs}?part=session"), "notes"));
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
        (await browser.PostAsync(href, [.. Hidden(first), Discard])).Is(HttpStatusCode.Conflict);
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
}
