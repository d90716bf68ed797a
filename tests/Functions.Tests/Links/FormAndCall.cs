using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>A form of the coach's page, and the firm's call that says the same.</summary>
/// <param name="Name">Says which, in the tests' names.</param>
/// <param name="Step">The step to which it belongs.</param>
/// <param name="Part">The form, as the page's address names it; ids as in <see cref="TestEngagement.RouteAsync"/>.</param>
/// <param name="Request">The call: method and route.</param>
/// <param name="Body">What both say.</param>
internal sealed record FormAndCall(string Name, int Step, string Part, string Request, Func<Situation, JsonObject> Body)
{
    public static IReadOnlyList<FormAndCall> All { get; } =
    [
        new("context", 1, "context", "PUT context", at => Bodies.Context(at.Today)),
        new("context amended", 2, "context", "PUT context", at =>
            Bodies.Context(at.Today).Changed(body => body["outcomes"]!.AsArray().RemoveAt(1))),
        new("leader interview", 2, "leader-interview", "PUT leader-interview", at => Bodies.LeaderInterview(at.Today)),
        new("leader interview amended", 3, "leader-interview", "PUT leader-interview", at =>
            Bodies.LeaderInterview(at.Today).Changed(body => body["behaviors"] = "canary-secret others")),
        new("raters", 3, "raters", "POST raters", _ => Bodies.Raters("boss", "team", "peer", "other")),
        new("response", 3, "response&id={rater}", "PUT raters/{rater}/response", at => Bodies.Response(at.Outcome))
        {
            Before = engagement => engagement.AddRatersAsync("boss", "peer", "peer"),
        },
        new("close", 3, "close", "POST three-sixty/close", _ => Bodies.Reason()) { Before = FourOfFiveAnswerAsync },
        new("design", 4, "design", "POST program", _ => Bodies.Program()),
        new("design again", 5, "design", "POST program", _ => Bodies.Program("second")),
        new("session", 6, "session", "POST sessions", at => Bodies.Session(at.Today, outcome: at.Outcome)),
        new("session corrected", 6, "session&id={session}", "PUT sessions/{session}", at => Bodies.Session(at.Today, minutes: 120))
        {
            Before = LogAsync,
        },
        new("mid meeting", 6, "mid-meeting", "PUT reviews/mid/meeting", at => Bodies.Meeting(at.Now.AddDays(60))),
        new("mid meeting moved", 6, "mid-meeting", "PUT reviews/mid/meeting", at => Bodies.Meeting(at.Now.AddDays(61)))
        {
            Before = ArrangeMeetingAsync,
            More = [("action", "schedule")],
        },
        new("mid meeting called off", 6, "mid-meeting", "DELETE reviews/mid/meeting", _ => [])
        {
            Before = ArrangeMeetingAsync,
            More = [("action", "callOff")],
        },
        new("end meeting", 6, "end-meeting", "PUT reviews/end/meeting", at => Bodies.Meeting(at.Now.AddDays(150))),
        new("mid review", 7, "mid-review", "POST mid-program-review", at => Bodies.MidReview(at.Today, at.Outcome)),
        new("mid review without corrections", 7, "mid-review", "POST mid-program-review", at =>
            Bodies.MidReview(at.Today, corrections: false)),
        new("end review", 8, "end-review", "POST end-of-program-review", at => Bodies.EndReview(at.Today, at.Outcome)),
        new("renewal", 8, "end-review", "POST end-of-program-review", at => Bodies.Renewal(at.Today)),
    ];

    /// <summary>What must have happened in the step before.</summary>
    public Func<TestEngagement, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the form asks beside what the call says.</summary>
    public (string Name, string Value)[] More { get; init; } = [];

    private string Form => Part.Split('&')[0];

    public static FormAndCall Named(string name) => All.Single(form => form.Name == name);

    /// <summary>The firm's call.</summary>
    public async Task<Call> CallAsync(TestEngagement engagement) => await engagement.CallAsync(
        Request, Request.StartsWith("DELETE", StringComparison.Ordinal) ? null : Body(await Situation.OfAsync(engagement)));

    /// <summary>Opens the form behind a link of the coach, whose device is known.</summary>
    /// <returns>Where it is sent to, and its fields, filled in.</returns>
    public async Task<(string Href, (string Name, string Value)[] Fields)> FillInAsync(
        Browser browser, string link, TestEngagement engagement)
    {
        var href = $"{link}?part={await engagement.RouteAsync(Part)}";
        var typed = CoachPosts.Of(
            Form, Body(await Situation.OfAsync(engagement)), (await engagement.GetAsync()).At("people")!.AsArray());
        var page = (await browser.OpenAsync(href)).Is(HttpStatusCode.OK);
        return (href, CoachPosts.With(page, [.. typed, .. More]));
    }

    private static async Task FourOfFiveAnswerAsync(TestEngagement engagement)
    {
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "team");
        foreach (var rater in (await engagement.RatersAsync()).Take(4))
            await engagement.RespondAsync(rater);
    }

    private static async Task LogAsync(TestEngagement engagement) =>
        (await engagement.PostAsync("sessions", Bodies.Session(await engagement.DayAsync("program.startsOn")))).Is(HttpStatusCode.Created);

    private static async Task ArrangeMeetingAsync(TestEngagement engagement)
    {
        var day = await engagement.DayAsync("reviews.midProgram.dueOn");
        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(new DateTimeOffset(day, new TimeOnly(13, 0), TimeSpan.Zero))))
            .Is(HttpStatusCode.OK);
    }
}
