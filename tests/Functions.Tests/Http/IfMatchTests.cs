using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>
/// What is amended answers with an <c>ETag</c>; amending it on an older state is refused, where the caller asks for that.
/// </summary>
public sealed class IfMatchTests
{
    private static readonly Dictionary<string, Case> s_cases = new(StringComparer.Ordinal)
    {
        ["context"] = new(1, HttpMethod.Put, Is("context"), (app, mark) =>
        {
            var body = Bodies.Context(app.Today);
            body["outcomes"]![0]!["benchmark"] = $"canary-open {mark}";
            return body;
        }),
        ["leader-interview"] = new(2, HttpMethod.Put, Is("leader-interview"), (app, mark) =>
        {
            var body = Bodies.LeaderInterview(app.Today);
            body["behaviors"] = $"canary-secret {mark}";
            return body;
        }),
        ["response"] = new(3, HttpMethod.Put, async engagement =>
        {
            if ((await engagement.RatersAsync()).Count == 0)
                await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
            return $"raters/{(await engagement.RatersAsync())[0]}/response";
        }, (_, mark) =>
        {
            var body = Bodies.Response();
            body["growth"] = $"canary-secret {mark}";
            return body;
        }),
        ["program"] = new(4, HttpMethod.Post, Is("program"), (_, mark) => Bodies.Program(mark)),
        ["session"] = new(6, HttpMethod.Put, async engagement =>
        {
            if ((await engagement.GetAsync()).At("sessions.count")!.GetValue<int>() == 0)
                (await engagement.PostAsync("sessions", Bodies.Session(await engagement.DayAsync("program.startsOn"))))
                    .Is(HttpStatusCode.Created);
            return $"sessions/{(await engagement.TimelineAsync()).Last(item => item["kind"]!.ToString() == "sessionLogged")["session"]}";
        }, (app, mark) =>
        {
            var body = Bodies.Session(app.Today);
            body["notes"] = $"canary-secret {mark}";
            return body;
        }),
        ["meeting"] = new(6, HttpMethod.Put, Is("reviews/end/meeting"), (app, mark) =>
        {
            var body = Bodies.Meeting(app.Now.AddDays(100));
            body["place"] = $"Canary {mark}";
            return body;
        }),
        ["person"] = new(1, HttpMethod.Patch, async engagement => $"people/{(await engagement.PersonAsync("leader"))["id"]}", (_, mark) =>
            Bodies.Of(new { name = $"Lea Canary {mark}" })),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_stale_If_Match_is_409_and_says_no_more_than_a_GET(string name)
    {
        await using var app = await TestApp.StartAsync();
        var test = s_cases[name];
        var engagement = await TestEngagement.AtStepAsync(app, test.Step);
        var route = await test.Route(engagement);

        var first = Tag((await SendAsync("first", ifMatch: null)).Is(HttpStatusCode.OK));
        var second = Tag((await SendAsync("second", first)).Is(HttpStatusCode.OK));
        Assert.NotEqual(first, second);

        ApiAnswer? refused = null;
        await engagement.ChangesNothingAsync(async () =>
        {
            refused = (await SendAsync("third", first)).IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
            (await SendAsync("third", $"\"other\", {first}, W/{second}")).IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
            (await SendAsync("third", second.Trim('"'))).Names("If-Match");

            // An answer that was lost is asked for again.
            Assert.Equal(second, Tag((await SendAsync("second", first)).Is(HttpStatusCode.OK)));
        });
        Assert.Equal(second, Tag(refused!));
        Assert.Equal(app.Now, refused!.At("changedAt")!.GetValue<DateTimeOffset>());
        Assert.DoesNotContain(Bodies.Secret, refused.Text, StringComparison.Ordinal);
        var standing = (await engagement.GetAsync()).Json;
        Assert.Equal(standing.ToJsonString(), refused.At("engagement")!.ToJsonString());
        if (name != "response")
            Assert.Equal(second, standing["etags"]![route]!.ToString());

        Assert.NotEqual(second, Tag((await SendAsync("third", $"{first}, {second}")).Is(HttpStatusCode.OK)));
        (await SendAsync("fourth", "*")).Is(HttpStatusCode.OK);
        (await SendAsync("fifth", ifMatch: null)).Is(HttpStatusCode.OK);

        Task<ApiAnswer> SendAsync(string mark, string? ifMatch) =>
            app.Firm.SendAsync(new Call(test.Method, $"{engagement.Path}/{route}", test.Body(app, mark)), ifMatch);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Of_several_at_once_on_the_same_state_one_is_recorded(string name)
    {
        await using var app = await TestApp.StartAsync();
        var test = s_cases[name];
        var engagement = await TestEngagement.AtStepAsync(app, test.Step);
        var route = await test.Route(engagement);
        var tag = Tag(await SendAsync("first", ifMatch: null));

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => Task.Run(() => SendAsync($"racer {number}", tag))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
            answer.IsProblem(HttpStatusCode.Conflict, "changed-elsewhere"));

        Task<ApiAnswer> SendAsync(string mark, string? ifMatch) =>
            app.Firm.SendAsync(new Call(test.Method, $"{engagement.Path}/{route}", test.Body(app, mark)), ifMatch);
    }

    [Fact]
    public async Task What_is_not_there_yet_has_a_tag_of_its_own_and_a_meeting_that_was_moved_is_not_called_off_on_an_older_state()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var path = $"{engagement.Path}/reviews/mid/meeting";
        var none = (await engagement.GetAsync()).At("etags")!["reviews/mid/meeting"]!.ToString();
        var arranged = Tag(
            (await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Meeting(app.Now.AddDays(30))), none)).Is(HttpStatusCode.OK));
        (await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Meeting(app.Now.AddDays(31))), none))
            .IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
        (await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Meeting(app.Now.AddDays(32))))).Is(HttpStatusCode.OK);

        (await app.Firm.SendAsync(new Call(HttpMethod.Delete, path), arranged)).IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");

        var moved = (await engagement.GetAsync()).At("etags")!["reviews/mid/meeting"]!.ToString();
        Assert.NotEqual(moved, Tag((await app.Firm.SendAsync(new Call(HttpMethod.Delete, path), moved)).Is(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task A_logged_session_has_the_tag_with_which_it_is_corrected_and_a_repeated_call_the_first_tag()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var logged = (await engagement.PostAsync("sessions", Bodies.Session(app.Today), "once")).Is(HttpStatusCode.Created);
        var path = $"{engagement.Path}/sessions/{logged.Value("id")}";
        (await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Session(app.Today, minutes: 30)), Tag(logged)))
            .Is(HttpStatusCode.OK);

        Assert.Equal(Tag(logged), Tag(await engagement.PostAsync("sessions", Bodies.Session(app.Today), "once")));
        (await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Session(app.Today, minutes: 45)), Tag(logged)))
            .IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
    }

    [Fact]
    public async Task The_tag_of_a_raters_interview_does_not_tell_whether_the_rater_has_answered()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer");
        var path = $"{engagement.Path}/raters/{(await engagement.RatersAsync())[1]}/response";
        var tag = Tag((await app.Firm.SendAsync(new Call(HttpMethod.Put, path, Bodies.Response()))).Is(HttpStatusCode.OK));
        (await app.Links.PostAsync(await engagement.LinkAsync("respond", Bodies.Email("Rater peer 2")), LinkClient.Answer))
            .Is(HttpStatusCode.OK);
        await app.RestAsync();

        var changed = Bodies.Response();
        changed["growth"] = "canary-secret other";
        Assert.NotEqual(tag, Tag((await app.Firm.SendAsync(new Call(HttpMethod.Put, path, changed), tag)).Is(HttpStatusCode.OK)));
    }

    private static Func<TestEngagement, Task<string>> Is(string route) => _ => Task.FromResult(route);

    private static string Tag(ApiAnswer answer) =>
        answer.Headers.ETag?.Tag ?? throw new Xunit.Sdk.XunitException($"{answer.Status} has no ETag: {answer.Text}");

    private sealed record Case(
        int Step, HttpMethod Method, Func<TestEngagement, Task<string>> Route,
        Func<TestApp, string, System.Text.Json.Nodes.JsonObject> Body);
}
