using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.Hostility;
using CoachingWorkflow.Pages;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>The coach's forms record what the firms' calls record, once.</summary>
public sealed partial class CoachFormTests
{
    private static readonly string s_coach = Bodies.Email("Cora Coach");

    private static readonly Dictionary<string, Case> s_cases = new(StringComparer.Ordinal)
    {
        ["context"] = new(1, HttpMethod.Put, _ => Call("context", "context", app => Bodies.Context(app.Today))),
        ["context amended"] = new(2, HttpMethod.Put, _ =>
            Call("context", "context", app => Changed(Bodies.Context(app.Today), body => body["outcomes"]!.AsArray().RemoveAt(1)))),
        ["leader interview"] = new(
            2, HttpMethod.Put, _ => Call("leader-interview", "leader-interview", app => Bodies.LeaderInterview(app.Today))),
        ["leader interview amended"] = new(
            3, HttpMethod.Put, _ =>
            Call("leader-interview", "leader-interview", app =>
            Changed(Bodies.LeaderInterview(app.Today), body => body["behaviors"] = "canary-secret others"))),
        ["raters"] = new(3, HttpMethod.Post, _ => Call("raters", "raters", _ => Bodies.Raters("boss", "team", "peer", "other"))),
        ["response"] = new(3, HttpMethod.Put, async engagement =>
        {
            var rater = (await engagement.RatersAsync())[0];
            var outcome = await engagement.OutcomeAsync();
            return await Call($"response&id={rater}", $"raters/{rater}/response", _ => Bodies.Response(outcome));
        })
        { Before = engagement => engagement.AddRatersAsync("boss", "peer", "peer") },
        ["close"] = new(3, HttpMethod.Post, _ => Call("close", "three-sixty/close", _ => Bodies.Reason()))
        {
            Before = async engagement =>
            {
                await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "team");
                foreach (var rater in (await engagement.RatersAsync()).Take(4))
                    await engagement.RespondAsync(rater);
            },
        },
        ["design"] = new(4, HttpMethod.Post, _ => Call("design", "program", _ => Bodies.Program())),
        ["design again"] = new(5, HttpMethod.Post, _ => Call("design", "program", _ => Bodies.Program("second"))),
        ["session"] = new(6, HttpMethod.Post, async engagement =>
        {
            var outcome = await engagement.OutcomeAsync();
            return await Call("session", "sessions", app => Bodies.Session(app.Today, outcome: outcome));
        }),
        ["session corrected"] = new(6, HttpMethod.Put, async engagement =>
        {
            var session = (await engagement.TimelineAsync())
                .Last(item => item["kind"]!.ToString() == "sessionLogged")["session"]!.ToString();
            return await Call($"session&id={session}", $"sessions/{session}", app => Bodies.Session(app.Today, minutes: 120));
        })
        { Before = LogAsync },
        ["mid meeting"] = new(
            6, HttpMethod.Put, _ => Call("mid-meeting", "reviews/mid/meeting", app => Bodies.Meeting(app.Now.AddDays(60)))),
        ["mid meeting moved"] = new(
            6, HttpMethod.Put, _ =>
            Call("mid-meeting", "reviews/mid/meeting", app => Bodies.Meeting(app.Now.AddDays(61)), ("action", "schedule"))) { Before =
            ArrangeAsync },
        ["mid meeting called off"] = new(6, HttpMethod.Delete, _ =>
            Call("mid-meeting", "reviews/mid/meeting", _ => [], ("action", "callOff"))) { Before = ArrangeAsync },
        ["end meeting"] = new(
            6, HttpMethod.Put, _ => Call("end-meeting", "reviews/end/meeting", app => Bodies.Meeting(app.Now.AddDays(150)))),
        ["mid review"] = new(7, HttpMethod.Post, async engagement =>
        {
            var outcome = await engagement.OutcomeAsync();
            return await Call("mid-review", "mid-program-review", app => Bodies.MidReview(app.Today, outcome));
        }),
        ["mid review without corrections"] = new(
            7, HttpMethod.Post, _ => Call("mid-review", "mid-program-review", app => Bodies.MidReview(app.Today, corrections: false))),
        ["end review"] = new(8, HttpMethod.Post, async engagement =>
        {
            var outcome = await engagement.OutcomeAsync();
            return await Call("end-review", "end-of-program-review", app => Bodies.EndReview(app.Today, outcome));
        }),
        ["renewal"] = new(8, HttpMethod.Post, _ => Call("end-review", "end-of-program-review", app => Bodies.Renewal(app.Today))),
    };

    /// <summary>Worst first: with a control character, on several lines, on one, as it is meant.</summary>
    private static readonly Func<string, string>[] s_texts =
    [
        text => Hostile.After(text).Replace("\0", "\u0007", StringComparison.Ordinal),
        text => Hostile.After(text).Replace("\0", "", StringComparison.Ordinal).Replace("\u0085", "", StringComparison.Ordinal),
        text => $"{text} {Hostile.Script}",
        text => text,
    ];

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_form_records_what_the_call_records_and_sent_twice_records_it_once(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (step, method, call) = s_cases[name];
        var (called, posted) = (await TestEngagement.StartAsync(app), await TestEngagement.StartAsync(app));
        foreach (var engagement in (TestEngagement[])[called, posted])
            await engagement.ReachAsync(Math.Min(step, 6));
        await called.ReachAsync(step);
        await posted.ReachAsync(step);
        foreach (var engagement in (TestEngagement[])[called, posted])
            await s_cases[name].Before(engagement);
        var link = await posted.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(posted, link, s_coach);
        await app.RestAsync();
        var (before, ahead) = ((await called.TimelineAsync()).Count, (await posted.TimelineAsync()).Count);

        var json = await call(called);
        var body = method == HttpMethod.Delete ? null : json.Body(app);
        Assert.Contains(
            (await app.Firm.SendAsync(new Call(method, $"{called.Path}/{json.Route}", body))).Status,
            (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Created]);
        var form = await call(posted);
        var href = $"{link}?part={form.Part}";
        var people = (await posted.GetAsync()).At("people")!.AsArray();
        var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var fields = CoachPosts.With(page, [.. CoachPosts.Of(form.Part.Split('&')[0], form.Body(app), people), .. form.More]);

        var reply = await browser.PostAsync(href, fields);

        reply.Is(HttpStatusCode.OK);
        Assert.NotNull(reply.Document.QuerySelector("p.box[role=status]"));
        await app.RestAsync();
        var expected = await ImpersonalAsync(called, before);
        Assert.NotEmpty(expected);
        if (name == "response")
        {
            // Whom the coach has heard, and when, is not the firm's to know.
            Assert.Equal(ahead, (await posted.TimelineAsync()).Count);
        }
        else
        {
            Assert.Equal(expected, await ImpersonalAsync(posted, ahead));
            Assert.Equal((await posted.PersonAsync("coach"))["id"]!.ToString(), (await posted.TimelineAsync())[ahead]["by"]!.ToString());
        }

        var (one, other) = ((await called.GetAsync()).Json, (await posted.GetAsync()).Json);
        Assert.Equal(Nameless(one, one), Nameless(other, other));

        await posted.ChangesNothingAsync(async () => Assert.Equal(reply.Status, (await browser.PostAsync(href, fields)).Status));
    }

    [Theory]
    [InlineData("context", 1, "outcomes[0].baseline", "much")]
    [InlineData("context", 1, "outcomes[1].title", "")]
    [InlineData("context", 1, "heldOn", "tomorrow")]
    [InlineData("context", 1, "checked", "")]
    [InlineData("leader-interview", 2, "behaviors", "")]
    [InlineData("raters", 3, "raters[1].email", "nowhere")]
    [InlineData("raters", 3, "raters[0].relationship", "")]
    [InlineData("raters", 3, "raters[1].email", "lea.LEADER.canary@example.org")]
    [InlineData("raters", 3, "raters[1].email", "cora.coach.canary@example.org")]
    [InlineData("raters", 3, "raters[1].email", "rater.BOSS.1.canary@example.org")]
    [InlineData("design", 4, "themes[0].title", "")]
    [InlineData("session", 6, "minutes", "an hour")]
    [InlineData("session", 6, "mode", "")]
    [InlineData("session", 6, "heldOn", "2030-01-01")]
    [InlineData("mid-meeting", 6, "time", "noon")]
    [InlineData("mid-meeting", 6, "day", "2020-01-01")]
    public async Task A_mistake_is_422_beside_its_field_and_what_was_typed_is_kept(string form, int step, string field, string value)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, step);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var (_, _, call) = s_cases[form.Replace('-', ' ')];
        var fields = CoachPosts.Of(form, (await call(engagement)).Body(app)).Where(input => input.Name != field)
            .Append((Name: field, Value: value)).ToArray();

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await CoachPosts.SendAsync(browser, $"{link}?part={form}", fields)).Is(HttpStatusCode.UnprocessableEntity);
            Assert.NotNull(page.Document.GetElementById($"{FieldId.Of(field)}-mistake"));
            Assert.StartsWith(
                $"#{FieldId.Of(field)}", Assert.Single(page.Document.QuerySelectorAll("[role=alert] a"))
                .GetAttribute("href"), StringComparison.Ordinal);
            Assert.All(
                fields.Where(input => input.Value.StartsWith("canary", StringComparison.OrdinalIgnoreCase)),
                input => Assert.Contains(input.Value, page.Html, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task A_rater_who_was_asked_already_is_a_mistake_beside_the_field()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss");
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = await CoachPosts.SendAsync(browser, $"{link}?part=raters", CoachPosts.Of("raters", Bodies.Raters("boss", "peer")));
            var mistake = page.Is(HttpStatusCode.UnprocessableEntity).Document.GetElementById("raters-0-email-mistake");
            Assert.Contains("who was asked already", mistake!.TextContent, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_form_of_a_step_that_is_over_is_explained_and_records_nothing()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 2);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var page = (await browser.OpenAsync($"{link}?part=context")).Is(HttpStatusCode.OK);
        var fields = CoachPosts.With(
            page, CoachPosts.Of("context", Changed(Bodies.Context(app.Today), body => body["outcomes"]!.AsArray().RemoveAt(1))));
        await engagement.ReachAsync(4);

        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync($"{link}?part=context", fields))
            .Is(HttpStatusCode.UnprocessableEntity).Says("not asked any more").Says("step 4, Assessment and design"));
    }

    [Fact]
    public async Task The_same_page_sent_again_with_other_words_is_told_so()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var page = (await browser.OpenAsync($"{link}?part=session")).Is(HttpStatusCode.OK);
        (await browser.PostAsync($"{link}?part=session", CoachPosts.With(page, CoachPosts.Of("session", Bodies.Session(app.Today)))))
            .Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync(
            $"{link}?part=session", CoachPosts.With(page, CoachPosts.Of("session", Bodies.Session(app.Today, minutes: 30)))))
            .Is(HttpStatusCode.UnprocessableEntity).Says("was sent before"));
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Hostile_text_in_its_fields_is_kept_as_text_or_refused_beside_the_field(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (step, _, call) = s_cases[name];
        var engagement = await TestEngagement.AtStepAsync(app, Math.Min(step, 6));
        await engagement.ReachAsync(step);
        await s_cases[name].Before(engagement);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var form = await call(engagement);
        var href = $"{link}?part={form.Part}";
        var people = (await engagement.GetAsync()).At("people")!.AsArray();
        var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var fields = CoachPosts.With(page, [.. CoachPosts.Of(form.Part.Split('&')[0], form.Body(app), people), .. form.More]);

        // Too long or on too many lines for some fields: those say so, and get a milder text.
        var milder = new Dictionary<string, int>(StringComparer.Ordinal);
        List<PageReply> pages = [];
        do
        {
            pages.Add(await browser.PostAsync(href, Written(fields, field => s_texts[milder.GetValueOrDefault(FieldId.Of(field))])));
            foreach (var mistake in pages[^1].Document.QuerySelectorAll("[role=alert] a")
                .Select(anchor => anchor.GetAttribute("href")![1..]))
                milder[mistake] = milder.GetValueOrDefault(mistake) + 1;
        }
        while (pages[^1].Status == HttpStatusCode.UnprocessableEntity && milder.Values.Max() < s_texts.Length);

        if (fields.Any(IsText))
            Assert.Equal(
                HttpStatusCode.RequestEntityTooLarge,
                (await browser.PostAsync(href, Written(fields, _ => Hostile.After))).Status); // NUL: no form at all.
        Assert.Contains(pages[^1].Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Gone]);
        pages.AddRange([await browser.OpenAsync(link), await browser.OpenAsync(href)]);
        Assert.All(pages, reply =>
        {
            Assert.Empty(
                reply.Document.QuerySelectorAll("script, img, iframe, main main, [onerror], [onfocus], [autofocus]:not(.mistakes)"));
            Inert.IsIsolated(reply.Html);
        });
        await app.RestAsync();
        Assert.All(app.Mails.All, mail => Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_text_of_100_kB_in_any_field_is_refused_and_records_nothing(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var (step, _, call) = s_cases[name];
        var engagement = await TestEngagement.AtStepAsync(app, Math.Min(step, 6));
        await engagement.ReachAsync(step);
        await s_cases[name].Before(engagement);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var form = await call(engagement);
        var href = $"{link}?part={form.Part}";
        var fields = CoachPosts.With(
            (await browser.OpenAsync(href)).Is(HttpStatusCode.OK),
            [.. CoachPosts.Of(form.Part.Split('&')[0], form.Body(app), (await engagement.GetAsync()).At("people")!.AsArray()),
                .. form.More]);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var field in fields.Where(IsText).Select(field => field.Name))
            {
                (await browser.PostAsync(
                    href, [.. fields.Select(input => input.Name == field ? (field, new string('x', 100_000)) : input)]))
                    .Is(HttpStatusCode.UnprocessableEntity);
            }
        });
    }

    [Fact]
    public async Task A_renewal_says_what_was_recorded_and_its_closed_link_never_says_that_nothing_was()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await engagement.ReachAsync(8);
        var link = await engagement.LinkAsync("workspace", s_coach);
        await browser.EnterMailedCodeAsync(engagement, link, s_coach);
        var href = $"{link}?part=end-review";
        var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var people = (await engagement.GetAsync()).At("people")!.AsArray();
        var fields = CoachPosts.With(page, CoachPosts.Of("end-review", Bodies.Renewal(app.Today), people));

        PageReply[] replies = [await browser.PostAsync(href, fields), await browser.PostAsync(href, fields)];

        Assert.All(
            replies, reply => reply.Is(HttpStatusCode.OK).Says("The end-of-program review is recorded.").Says("A new program has begun"));
        foreach (var (rel, to) in (
            (string, string)[])[("workspace", s_coach), ("program", Bodies.Email("Lea Leader")),
            ("progress", Bodies.Email("Sam Sponsor1"))])
        {
            var closed = (await engagement.MailsAsync()).Where(mail => mail.To == to).SelectMany(mail => mail.Links)
                .First(mailed => mailed.Rel == rel).Href;
            Assert.DoesNotContain(
                "Nothing was recorded", (await browser.OpenAsync(closed)).Is(HttpStatusCode.Gone)
                .Says("A new program has begun").Html, StringComparison.Ordinal);
        }
    }

    private static (string Name, string Value)[] Written((string Name, string Value)[] fields, Func<string, Func<string, string>> write) =>
        [.. fields.Select(field => IsText(field) ? (field.Name, write(field.Name)(field.Value)) : field)];

    private static bool IsText((string Name, string Value) field) =>
        field.Value.StartsWith("canary", StringComparison.OrdinalIgnoreCase) || field.Value.EndsWith("Canary", StringComparison.Ordinal);

    private static Task<Said> Call(string part, string route, Func<TestApp, JsonObject> body, params (string Name, string Value)[] more) =>
        Task.FromResult(new Said(part, route, body, more));

    private static JsonObject Changed(JsonObject body, Action<JsonObject> change)
    {
        change(body);
        return body;
    }

    private static async Task LogAsync(TestEngagement engagement) =>
        (await engagement.PostAsync("sessions", Bodies.Session(await engagement.DayAsync("program.startsOn")))).Is(HttpStatusCode.Created);

    private static async Task ArrangeAsync(TestEngagement engagement)
    {
        var day = await engagement.DayAsync("reviews.midProgram.dueOn");
        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(new DateTimeOffset(day, new TimeOnly(13, 0), TimeSpan.Zero))))
            .Is(HttpStatusCode.OK);
    }

    // What happened, as a set: without who said it, and with people and outcomes instead of their ids.
    private static async Task<string[]> ImpersonalAsync(TestEngagement engagement, int skip)
    {
        var standing = (await engagement.GetAsync()).Json;
        return [.. (await engagement.TimelineAsync()).Skip(skip).Select(item =>
        {
            var line = JsonNode.Parse(Nameless(standing, item))!.AsObject();
            line.Remove("number");
            if (line["by"]!.ToString() is "coach" or "firm")
                line.Remove("by");
            if (line["attended"] is JsonArray attended)
                line["attended"] = string.Join(',', attended.Select(person => person!.ToString()).Order(StringComparer.Ordinal));
            return line.ToJsonString();
        }).Order(StringComparer.Ordinal)];
    }

    private static string Nameless(JsonNode standing, JsonNode json)
    {
        var names = standing["people"]!.AsArray()
            .ToDictionary(person => person!["id"]!.ToString(), person => person!["role"]!.ToString(), StringComparer.Ordinal);
        foreach (var (index, outcome) in standing["outcomes"]!.AsArray().Index())
            names[outcome!["id"]!.ToString()] = $"outcome {index}";
        return Id().Replace(json.ToJsonString(), id => names.GetValueOrDefault(id.Value, "id"));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    private sealed record Said(string Part, string Route, Func<TestApp, JsonObject> Body, (string Name, string Value)[] More);

    private sealed record Case(int Step, HttpMethod Method, Func<TestEngagement, Task<Said>> Call)
    {
        public Func<TestEngagement, Task> Before { get; init; } = _ => Task.CompletedTask;
    }
}
