using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>
/// What is amended answers with an <c>ETag</c>; amending it on an older state is refused, where the caller asks for that.
/// </summary>
public sealed class IfMatchTests
{
    private static readonly Case[] Cases =
    [
        new("context", 1, "PUT context", (at, mark) =>
            Bodies.Context(at.Today).Changed(body => body["outcomes"]![0]!["benchmark"] = $"canary-open {mark}")),
        new("leader-interview", 2, "PUT leader-interview", (at, mark) =>
            Bodies.LeaderInterview(at.Today).Changed(body => body["behaviors"] = $"canary-secret {mark}")),
        new("response", 3, "PUT raters/{rater}/response", (_, mark) =>
            Bodies.Response().Changed(body => body["growth"] = $"canary-secret {mark}"))
        {
            Before = engagement => engagement.AddRatersAsync("boss", "peer", "peer", "peer"),
        },
        new("program", 4, "POST program", (_, mark) => Bodies.Program(mark)),
        new("session", 6, "PUT sessions/{session}", (at, mark) =>
            Bodies.Session(at.Today).Changed(body => body["notes"] = $"canary-secret {mark}"))
        {
            Before = async engagement => (await engagement.PostAsync(
                "sessions", Bodies.Session(await engagement.DayAsync("program.startsOn")))).Is(HttpStatusCode.Created),
        },
        new("meeting", 6, "PUT reviews/end/meeting", (at, mark) =>
            Bodies.Meeting(at.Now.AddDays(100)).Changed(body => body["place"] = $"Canary {mark}")),
        new("person", 1, "PATCH people/{leader}", (_, mark) => Bodies.Of(new { name = $"Lea Canary {mark}" })),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(test => test.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_stale_If_Match_is_409_and_says_no_more_than_a_GET(string name)
    {
        await using var app = await TestApp.StartAsync();
        var (test, engagement) = await ArrangeAsync(app, name);

        var first = Tag((await SendAsync("first", ifMatch: null)).Is(HttpStatusCode.OK));
        var second = Tag((await SendAsync("second", first)).Is(HttpStatusCode.OK));
        Assert.NotEqual(first, second);

        ApiAnswer? refused = null;
        await engagement.ChangesNothingAsync(async () =>
        {
            refused = (await SendAsync("third", first)).IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
            (await SendAsync("third", $"\"other\", {first}, W/{second}")).IsProblem(HttpStatusCode.Conflict, "changed-elsewhere");
            (await SendAsync("third", second.Trim('"'))).Names("If-Match");
            (await SendAsync("third", $"*, {second}")).Names("If-Match");

            // An answer that was lost is asked for again.
            Assert.Equal(second, Tag((await SendAsync("second", first)).Is(HttpStatusCode.OK)));
        });
        Assert.Equal(second, Tag(refused!));
        Assert.Equal(app.Now, refused!.At("changedAt")!.GetValue<DateTimeOffset>());
        Assert.DoesNotContain(Bodies.Secret, refused.Text, StringComparison.Ordinal);
        var standing = (await engagement.GetAsync()).Json;
        Assert.Equal(standing.ToJsonString(), refused.At("engagement")!.ToJsonString());
        if (name != "response")
            Assert.Equal(second, standing["etags"]![await engagement.RouteAsync(test.Request.Split(' ')[1])]!.ToString());

        Assert.NotEqual(second, Tag((await SendAsync("third", $"{first}, {second}")).Is(HttpStatusCode.OK)));
        (await SendAsync("fourth", "*")).Is(HttpStatusCode.OK);
        (await SendAsync("fifth", ifMatch: null)).Is(HttpStatusCode.OK);

        async Task<ApiAnswer> SendAsync(string mark, string? ifMatch) =>
            await app.Firm.SendAsync(await test.CallAsync(engagement, mark), ifMatch);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Of_several_at_once_on_the_same_state_one_is_recorded(string name)
    {
        await using var app = await TestApp.StartAsync();
        var (test, engagement) = await ArrangeAsync(app, name);
        var tag = Tag(await app.Firm.SendAsync(await test.CallAsync(engagement, "first")));
        List<Call> calls = [];
        foreach (var number in Enumerable.Range(1, 6))
            calls.Add(await test.CallAsync(engagement, $"racer {number}"));

        var answers = await Task.WhenAll(calls.Select(call => Task.Run(() => app.Firm.SendAsync(call, tag))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer =>
            answer.IsProblem(HttpStatusCode.Conflict, "changed-elsewhere"));
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

    private static async Task<(Case Test, TestEngagement Engagement)> ArrangeAsync(TestApp app, string name)
    {
        var test = Cases.Single(test => test.Name == name);
        var engagement = await TestEngagement.AtStepAsync(app, test.Step);
        await test.Before(engagement);
        return (test, engagement);
    }

    private static string Tag(ApiAnswer answer) =>
        answer.Headers.ETag?.Tag ?? throw new Xunit.Sdk.XunitException($"{answer.Status} has no ETag: {answer.Text}");

    /// <summary>Something that is amended by a call.</summary>
    /// <param name="Name">Says which, in the tests' names.</param>
    /// <param name="Step">The step to which it belongs.</param>
    /// <param name="Request">Method and route; ids as in <see cref="TestEngagement.RouteAsync"/>.</param>
    /// <param name="Body">The body, with a mark in one of its texts.</param>
    private sealed record Case(string Name, int Step, string Request, Func<Situation, string, JsonObject> Body)
    {
        public Func<TestEngagement, Task> Before { get; init; } = _ => Task.CompletedTask;

        public async Task<Call> CallAsync(TestEngagement engagement, string mark) =>
            await engagement.CallAsync(Request, Body(await Situation.OfAsync(engagement), mark));
    }
}
