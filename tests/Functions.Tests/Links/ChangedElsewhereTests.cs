using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>A form that was opened before somebody else changed the same thing does not put the old text back.</summary>
public sealed class ChangedElsewhereTests
{
    private static readonly string s_coach = Bodies.Email("Cora Coach");

    private static readonly Dictionary<string, Case> s_cases = new(StringComparer.Ordinal)
    {
        ["interview, on the phone"] = new(3, _ => Part("leader-interview"), "behaviors", app => Bodies.LeaderInterview(app.Today)),
        ["interview, by the firm"] = new(
            3, _ => Part("leader-interview"), "behaviors", app => Bodies.LeaderInterview(app.Today)) { Route = "leader-interview" },
        ["first interview"] = new(2, _ => Part("leader-interview"), "commitments", app => Bodies.LeaderInterview(app.Today)),
        ["outcomes, one added by the firm"] = new(2, _ => Part("context"), "outcomes[0].benchmark", app => Bodies.Context(app.Today))
        {
            Route = "context",
            Change = body => body["outcomes"]!.AsArray()
                .Add(Bodies.Of(new { title = "canary-open third", benchmark = "canary-open elsewhere", baseline = 1, target = 2 })),
            Now = "canary-open third",
        },
        ["first outcomes"] = new(1, _ => Part("context"), "outcomes[0].benchmark", app => Bodies.Context(app.Today)),
        ["interview with a rater"] = new(
            3, async engagement => $"response&id={(await engagement.RatersAsync())[0]}", "growth", _ => Bodies.Response())
        {
            Before = (_, engagement) => engagement.AddRatersAsync("boss", "peer", "peer"),
        },
        ["design"] = new(4, _ => Part("design"), "themes[0].description", _ => Bodies.Program()),
        ["design, replaced by the firm"] = new(
            5, _ => Part("design"), "themes[0].description", _ => Bodies.Program()) { Route = "program" },
        ["session, corrected by the firm"] = new(
            6, async engagement => $"session&id={await SessionAsync(engagement)}", "notes", app => Bodies.Session(app.Today))
        {
            Before = async (app, engagement) =>
                (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 45))).Is(HttpStatusCode.Created),
            Route = "sessions/",
        },
        ["meeting, moved by the firm"] = new(6, _ => Part("mid-meeting"), "place", app => Bodies.Meeting(app.Now.AddDays(60)))
        {
            Before = async (app, engagement) =>
                (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(50)))).Is(HttpStatusCode.OK),
            Route = "reviews/mid/meeting",
            More = [("action", "schedule")],
        },
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_form_on_an_older_state_is_409_with_what_is_there_now_beside_what_was_typed(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var test = s_cases[name];
        var engagement = await TestEngagement.AtStepAsync(app, test.Step);
        await test.Before(app, engagement);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var part = await test.Part(engagement);
        var href = $"{link}?part={part}";
        var laptop = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var form = part.Split('&')[0];

        // Elsewhere the same thing is changed.
        if (test.Route is null)
        {
            var phone = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
            (await browser.PostAsync(href, Typed(phone, form, test, app, "canary-secret elsewhere"))).Is(HttpStatusCode.OK);
        }
        else
        {
            var body = test.Body(app);
            if (test.Change is { } change)
                change(body);
            else
                Write(body, test.Field, "canary-secret elsewhere");
            var route = test.Route == "sessions/" ? test.Route + await SessionAsync(engagement) : test.Route;
            (await (route == "program" ? engagement.PostAsync(route, body) : engagement.PutAsync(route, body))).Is(HttpStatusCode.OK);
            await app.RestAsync();
        }

        var fields = Typed(laptop, form, test, app, "canary-secret typed here");
        PageReply? refused = null;
        await engagement.ChangesNothingAsync(
            async () => refused = (await browser.PostAsync(href, fields)).Is(HttpStatusCode.Conflict).Says("changed elsewhere"));

        Assert.Equal("canary-secret typed here", Value(refused!, test.Field));
        Assert.Contains(
            refused!.Document.QuerySelectorAll(".recorded"), now => now.TextContent.Contains(test.Now, StringComparison.Ordinal));
        Assert.DoesNotContain("checked", refused.Document.QuerySelectorAll("input[name=checked][checked]").Select(box => box.Id));

        // Sent again knowingly, it is recorded.
        (await browser.PostAsync(href, Typed(refused, form, test, app, "canary-secret typed here"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mistake_does_not_make_an_old_form_a_new_one()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var href = $"{link}?part=leader-interview";
        var test = s_cases["interview, by the firm"];
        var laptop = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var body = Bodies.LeaderInterview(app.Today);
        body["behaviors"] = "canary-secret elsewhere";
        (await engagement.PutAsync("leader-interview", body)).Is(HttpStatusCode.OK);

        var mistaken = (await browser.PostAsync(href, Typed(laptop, "leader-interview", test, app, "")))
            .Is(HttpStatusCode.UnprocessableEntity);

        (await browser.PostAsync(href, Typed(mistaken, "leader-interview", test, app, "canary-secret typed here")))
            .Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_there_already_to_the_letter_is_no_conflict()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var href = $"{link}?part=leader-interview";
        var test = s_cases["interview, by the firm"];
        var laptop = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var body = Bodies.LeaderInterview(app.Today);
        body["behaviors"] = "canary-secret alike";
        (await engagement.PutAsync("leader-interview", body)).Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () =>
            (await browser.PostAsync(href, Typed(laptop, "leader-interview", test, app, "canary-secret alike"))).Is(HttpStatusCode.OK));
    }

    private static Task<string> Part(string part) => Task.FromResult(part);

    private static async Task<string> SessionAsync(TestEngagement engagement) =>
        (await engagement.TimelineAsync()).Last(item => item["kind"]!.ToString() == "sessionLogged")["session"]!.ToString();

    private static (string Name, string Value)[] Typed(PageReply page, string form, Case test, TestApp app, string text) => CoachPosts.With(
        page,
        [.. CoachPosts.Of(form, test.Body(app)).Where(field => field.Name != test.Field), (test.Field, text),
            .. test.More.Where(more => page.Document.QuerySelector($"[name={more.Name}]") is not null)]);

    private static string? Value(PageReply page, string field)
    {
        var input = page.Document.GetElementById(FieldId.Of(field))!;
        return input.LocalName == "textarea" ? input.TextContent : input.GetAttribute("value");
    }

    private static void Write(JsonObject body, string field, string text)
    {
        if (field == "themes[0].description")
            body["themes"]![0]!["description"] = text;
        else
            body[field] = text;
    }

    private sealed record Case(int Step, Func<TestEngagement, Task<string>> Part, string Field, Func<TestApp, JsonObject> Body)
    {
        public Func<TestApp, TestEngagement, Task> Before { get; init; } = (_, _) => Task.CompletedTask;

        /// <summary>Where the firm's software changes it; null where the coach does, on another device.</summary>
        public string? Route { get; init; }

        public Action<JsonObject>? Change { get; init; }

        public string Now { get; init; } = "canary-secret elsewhere";

        public (string Name, string Value)[] More { get; init; } = [];
    }
}
