using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>A form that was opened before somebody else changed the same thing does not put the old text back.</summary>
public sealed class ChangedElsewhereTests
{
    private static readonly Case Interview =
        new("interview, on the phone", 3, "leader-interview", "behaviors", at => Bodies.LeaderInterview(at.Today));

    private static readonly Case[] Cases =
    [
        Interview,
        Interview with { Name = "interview, by the firm", Route = "leader-interview" },
        new("first interview", 2, "leader-interview", "commitments", at => Bodies.LeaderInterview(at.Today)),
        new("outcomes, one added by the firm", 2, "context", "outcomes[0].benchmark", at => Bodies.Context(at.Today))
        {
            Route = "context",
            Change = body => body["outcomes"]!.AsArray()
                .Add(Bodies.Of(new { title = "canary-open third", benchmark = "canary-open elsewhere", baseline = 1, target = 2 })),
            Now = "canary-open third",
        },
        new("first outcomes", 1, "context", "outcomes[0].benchmark", at => Bodies.Context(at.Today)),
        new("interview with a rater", 3, "response&id={rater}", "growth", _ => Bodies.Response())
        {
            Before = engagement => engagement.AddRatersAsync("boss", "peer", "peer"),
        },
        new("design", 4, "design", "themes[0].description", _ => Bodies.Program()),
        new("design, replaced by the firm", 5, "design", "themes[0].description", _ => Bodies.Program()) { Route = "program" },
        new("session, corrected by the firm", 6, "session&id={session}", "notes", at => Bodies.Session(at.Today))
        {
            Before = async engagement =>
                (await engagement.PostAsync("sessions", Bodies.Session(engagement.App.Today, minutes: 45))).Is(HttpStatusCode.Created),
            Route = "sessions/{session}",
        },
        new("meeting, moved by the firm", 6, "mid-meeting", "place", at => Bodies.Meeting(at.Now.AddDays(60)))
        {
            Before = async engagement => (await engagement.PutAsync(
                "reviews/mid/meeting", Bodies.Meeting(engagement.App.Now.AddDays(50)))).Is(HttpStatusCode.OK),
            Route = "reviews/mid/meeting",
            More = [("action", "schedule")],
        },
    ];

    public static TheoryData<string> Names => [.. Cases.Select(test => test.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_form_on_an_older_state_is_409_with_what_is_there_now_beside_what_was_typed(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var test = Cases.Single(test => test.Name == name);
        var engagement = await TestEngagement.AtStepAsync(app, test.Step);
        await test.Before(engagement);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part={await engagement.RouteAsync(test.Part)}";
        var laptop = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var body = test.Body(await Situation.OfAsync(engagement));

        // Elsewhere the same thing is changed.
        if (test.Route is null)
        {
            var phone = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
            (await browser.PostAsync(href, Typed(phone, test, body, "canary-secret elsewhere"))).Is(HttpStatusCode.OK);
        }
        else
        {
            var changed = body.DeepClone().AsObject().Changed(test.Change ?? Write(test.Field, "canary-secret elsewhere"));
            var route = await engagement.RouteAsync(test.Route);
            (await (route == "program" ? engagement.PostAsync(route, changed) : engagement.PutAsync(route, changed))).Is(HttpStatusCode.OK);
            await app.RestAsync();
        }

        var fields = Typed(laptop, test, body, "canary-secret typed here");
        PageReply? refused = null;
        await engagement.ChangesNothingAsync(
            async () => refused = (await browser.PostAsync(href, fields)).Is(HttpStatusCode.Conflict).Says("changed elsewhere"));

        Assert.Equal("canary-secret typed here", Value(refused!, test.Field));
        Assert.Contains(
            refused!.Document.QuerySelectorAll(".recorded"), now => now.TextContent.Contains(test.Now, StringComparison.Ordinal));
        Assert.DoesNotContain("checked", refused.Document.QuerySelectorAll("input[name=checked][checked]").Select(box => box.Id));

        // Sent again knowingly, it is recorded.
        (await browser.PostAsync(href, Typed(refused, test, body, "canary-secret typed here"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mistake_does_not_make_an_old_form_a_new_one()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, href, laptop) = await OldInterviewAsync(app, browser, elsewhere: "canary-secret elsewhere");
        var body = Bodies.LeaderInterview(app.Today);

        var mistaken = (await browser.PostAsync(href, Typed(laptop, Interview, body, ""))).Is(HttpStatusCode.UnprocessableEntity);

        await engagement.ChangesNothingAsync(async () =>
            (await browser.PostAsync(href, Typed(mistaken, Interview, body, "canary-secret typed here"))).Is(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task What_is_there_already_to_the_letter_is_no_conflict()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (engagement, href, laptop) = await OldInterviewAsync(app, browser, elsewhere: "canary-secret alike");
        var fields = Typed(laptop, Interview, Bodies.LeaderInterview(app.Today), "canary-secret alike");

        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync(href, fields)).Is(HttpStatusCode.OK));
    }

    /// <summary>The form of the leader's interview, opened before the firm's software changed the interview.</summary>
    private static async Task<(TestEngagement Engagement, string Href, PageReply Laptop)> OldInterviewAsync(
        TestApp app, Browser browser, string elsewhere)
    {
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var href = $"{await browser.EnterWorkspaceAsync(engagement)}?part=leader-interview";
        var laptop = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var changed = Bodies.LeaderInterview(app.Today).Changed(body => body["behaviors"] = elsewhere);
        (await engagement.PutAsync("leader-interview", changed)).Is(HttpStatusCode.OK);
        return (engagement, href, laptop);
    }

    private static (string Name, string Value)[] Typed(PageReply page, Case test, JsonObject body, string text) => CoachPosts.With(
        page,
        [.. CoachPosts.Of(test.Part.Split('&')[0], body).Where(field => field.Name != test.Field), (test.Field, text),
            .. test.More.Where(more => page.Document.QuerySelector($"[name={more.Name}]") is not null)]);

    private static string? Value(PageReply page, string field)
    {
        var input = page.Document.GetElementById(FieldId.Of(field))!;
        return input.LocalName == "textarea" ? input.TextContent : input.GetAttribute("value");
    }

    private static Action<JsonObject> Write(string field, string text) => field == "themes[0].description"
        ? body => body["themes"]![0]!["description"] = text
        : body => body[field] = text;

    /// <summary>A form that is typed into while the same thing is changed elsewhere.</summary>
    /// <param name="Name">Says which, in the tests' names.</param>
    /// <param name="Step">The step to which it belongs.</param>
    /// <param name="Part">The form, as the page's address names it; ids as in <see cref="TestEngagement.RouteAsync"/>.</param>
    /// <param name="Field">The field that is typed into, on both sides.</param>
    /// <param name="Body">What the form says beside that.</param>
    private sealed record Case(string Name, int Step, string Part, string Field, Func<Situation, JsonObject> Body)
    {
        public Func<TestEngagement, Task> Before { get; init; } = _ => Task.CompletedTask;

        /// <summary>Where the firm's software changes it; null where the coach does, on another device.</summary>
        public string? Route { get; init; }

        public Action<JsonObject>? Change { get; init; }

        public string Now { get; init; } = "canary-secret elsewhere";

        public (string Name, string Value)[] More { get; init; } = [];
    }
}
