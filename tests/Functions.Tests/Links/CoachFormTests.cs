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
    /// <summary>Worst first: with a control character, on several lines, on one, as it is meant.</summary>
    private static readonly Func<string, string>[] TextKinds =
    [
        text => Hostile.After(text).Replace("\0", "\u0007", StringComparison.Ordinal),
        text => Hostile.After(text).Replace("\0", "", StringComparison.Ordinal).Replace("\u0085", "", StringComparison.Ordinal),
        text => $"{text} {Hostile.Script}",
        text => text,
    ];

    public static TheoryData<string> Forms => [.. FormAndCall.All.Select(form => form.Name)];

    [Theory, MemberData(nameof(Forms))]
    public async Task A_form_records_what_the_call_records_and_sent_twice_records_it_once(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var form = FormAndCall.Named(name);
        var (called, posted) = (await TestEngagement.StartAsync(app), await TestEngagement.StartAsync(app));

        // The reviews come with time, which passes for both: they go there together.
        foreach (var engagement in (TestEngagement[])[called, posted])
            await engagement.ReachAsync(Math.Min(form.Step, 6));
        foreach (var engagement in (TestEngagement[])[called, posted])
            await engagement.ReachAsync(form.Step);
        foreach (var engagement in (TestEngagement[])[called, posted])
            await form.Before(engagement);
        var link = await browser.EnterWorkspaceAsync(posted);
        await app.RestAsync();
        var (before, ahead) = ((await called.TimelineAsync()).Count, (await posted.TimelineAsync()).Count);

        var answer = await app.Firm.SendAsync(await form.CallAsync(called));
        Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Created]);
        var (href, fields) = await form.FillInAsync(browser, link, posted);

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

    [Fact]
    public async Task A_meeting_at_a_time_that_the_clocks_skip_is_asked_for_anew()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var link = await browser.EnterWorkspaceAsync(engagement);

        var page = await CoachPosts.SendAsync(
            browser, $"{link}?part=mid-meeting", [("day", "2027-03-28"), ("time", "02:30"), ("minutes", "60"), ("place", "Room 4")]);

        page.Is(HttpStatusCode.UnprocessableEntity).Says("The clocks go forward in that night");
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
        var link = await browser.EnterWorkspaceAsync(engagement);
        var body = FormAndCall.Named(form.Replace('-', ' ')).Body(await Situation.OfAsync(engagement));
        var fields = CoachPosts.Of(form, body).Where(input => input.Name != field)
            .Append((Name: field, Value: value)).ToArray();

        await engagement.ChangesNothingAsync(async () =>
        {
            var page = (await CoachPosts.SendAsync(browser, $"{link}?part={form}", fields)).Is(HttpStatusCode.UnprocessableEntity);
            Assert.NotNull(page.Document.GetElementById($"{FieldId.Of(field)}-mistake"));
            Assert.StartsWith(
                $"#{FieldId.Of(field)}",
                Assert.Single(page.Document.QuerySelectorAll("[role=alert] a")).GetAttribute("href"), StringComparison.Ordinal);
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
        var link = await browser.EnterWorkspaceAsync(engagement);

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
        var link = await browser.EnterWorkspaceAsync(engagement);
        var page = (await browser.OpenAsync($"{link}?part=context")).Is(HttpStatusCode.OK);
        var fields = CoachPosts.With(
            page, CoachPosts.Of("context", Bodies.Context(app.Today).Changed(body => body["outcomes"]!.AsArray().RemoveAt(1))));
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
        var link = await browser.EnterWorkspaceAsync(engagement);
        var page = (await browser.OpenAsync($"{link}?part=session")).Is(HttpStatusCode.OK);
        (await browser.PostAsync($"{link}?part=session", CoachPosts.With(page, CoachPosts.Of("session", Bodies.Session(app.Today)))))
            .Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () => (await browser.PostAsync(
            $"{link}?part=session", CoachPosts.With(page, CoachPosts.Of("session", Bodies.Session(app.Today, minutes: 30)))))
            .Is(HttpStatusCode.UnprocessableEntity).Says("was sent before"));
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task Hostile_text_in_its_fields_is_kept_as_text_or_refused_beside_the_field(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var form = FormAndCall.Named(name);
        var engagement = await TestEngagement.AtStepAsync(app, form.Step);
        await form.Before(engagement);
        var link = await browser.EnterWorkspaceAsync(engagement);
        var (href, fields) = await form.FillInAsync(browser, link, engagement);

        // Too long or on too many lines for some fields: those say so, and get a milder text.
        var milder = new Dictionary<string, int>(StringComparer.Ordinal);
        List<PageReply> pages = [];
        do
        {
            pages.Add(await browser.PostAsync(href, Written(fields, field => TextKinds[milder.GetValueOrDefault(FieldId.Of(field))])));
            foreach (var mistake in pages[^1].Document.QuerySelectorAll("[role=alert] a")
                .Select(anchor => anchor.GetAttribute("href")![1..]))
                milder[mistake] = milder.GetValueOrDefault(mistake) + 1;
        }
        while (pages[^1].Status == HttpStatusCode.UnprocessableEntity && milder.Values.Max() < TextKinds.Length);

        if (fields.Any(IsText))
        {
            var withNul = await browser.PostAsync(href, Written(fields, _ => Hostile.After));
            Assert.Contains(withNul.Status, (HttpStatusCode[])[HttpStatusCode.UnprocessableEntity, HttpStatusCode.Gone]);
        }

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

    [Theory, MemberData(nameof(Forms))]
    public async Task A_text_of_100_kB_in_any_field_is_refused_and_records_nothing(string name)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var form = FormAndCall.Named(name);
        var engagement = await TestEngagement.AtStepAsync(app, form.Step);
        await form.Before(engagement);
        var link = await browser.EnterWorkspaceAsync(engagement);
        var (href, fields) = await form.FillInAsync(browser, link, engagement);

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
    public async Task A_renewal_says_what_was_recorded_and_everybodys_links_show_the_new_program()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await engagement.ReachAsync(8);
        var link = await browser.EnterWorkspaceAsync(engagement);
        var href = $"{link}?part=end-review";
        var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        var people = (await engagement.GetAsync()).At("people")!.AsArray();
        var fields = CoachPosts.With(page, CoachPosts.Of("end-review", Bodies.Renewal(app.Today), people));

        PageReply[] replies = [await browser.PostAsync(href, fields), await browser.PostAsync(href, fields)];

        Assert.All(replies, reply => reply.Is(HttpStatusCode.OK).Says("The end-of-program review is recorded.").Says("Cycle 2"));
        (string Rel, string Who)[] pages = [("workspace", "Cora Coach"), ("program", "Lea Leader"), ("progress", "Sam Sponsor1")];
        foreach (var (rel, who) in pages)
        {
            var address = Bodies.Email(who);
            using var device = new Browser(app);
            var older = (await engagement.MailsAsync()).Where(mail => mail.To == address)
                .SelectMany(mail => mail.Links).First(mailed => mailed.Rel == rel).Href;
            (await device.EnterMailedCodeAsync(engagement, older, address)).Says("Cycle 2, the present one");
        }
    }

    private static (string Name, string Value)[] Written((string Name, string Value)[] fields, Func<string, Func<string, string>> write) =>
        [.. fields.Select(field => IsText(field) ? (field.Name, write(field.Name)(field.Value)) : field)];

    private static bool IsText((string Name, string Value) field) =>
        field.Value.StartsWith("canary", StringComparison.OrdinalIgnoreCase) || field.Value.EndsWith("Canary", StringComparison.Ordinal);

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
}
