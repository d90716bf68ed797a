namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>Every call of the API on one engagement, each with a body that is right.</summary>
internal static class EveryCall
{
    public static IEnumerable<Call> Of(TestApp app, TestEngagement engagement, string person, string rater, string session) =>
    [
        new(HttpMethod.Get, engagement.Path),
        new(HttpMethod.Get, $"{engagement.Path}?cycle=1"),
        new(HttpMethod.Get, $"{engagement.Path}/timeline"),
        new(HttpMethod.Patch, $"{engagement.Path}/people/{person}", Bodies.Of(new { name = "Other Canary" })),
        new(HttpMethod.Post, $"{engagement.Path}/cancel", Bodies.Reason()),
        .. Steps(app, engagement, rater, session).Select(call => call.Call),
    ];

    /// <summary>The commands of the steps, and the steps in which each is accepted (reviews aside, which have a date too).</summary>
    public static IEnumerable<(Call Call, int[] Steps)> Steps(TestApp app, TestEngagement engagement, string rater, string session)
    {
        int[] program = [6, 7, 8];
        return
        [
            (Put("context", Bodies.Context(app.Today)), [1, 2]),
            (Put("leader-interview", Bodies.LeaderInterview(app.Today)), [2, 3]),
            (Post("raters", Bodies.Raters("other")), [3]),
            (Put($"raters/{rater}/response", Bodies.Response()), [3]),
            (Post("three-sixty/close", Bodies.Reason()), []),
            (Post("program", Bodies.Program("another")), [4, 5]),
            (Post("sessions", Bodies.Session(app.Today)), program),
            (Put($"sessions/{session}", Bodies.Session(app.Today, minutes: 45)), program),
            (Put("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(20))), program),
            (new Call(HttpMethod.Delete, $"{engagement.Path}/reviews/mid/meeting"), program),
            (Put("reviews/end/meeting", Bodies.Meeting(app.Now.AddDays(20))), program),
            (new Call(HttpMethod.Delete, $"{engagement.Path}/reviews/end/meeting"), program),
            (Post("mid-program-review", Bodies.MidReview(app.Today)), [7, 8]),
            (Post("end-of-program-review", Bodies.EndReview(app.Today)), [8]),
        ];

        Call Put(string route, System.Text.Json.Nodes.JsonObject body) => new(HttpMethod.Put, $"{engagement.Path}/{route}", body);

        Call Post(string route, System.Text.Json.Nodes.JsonObject body) => new(HttpMethod.Post, $"{engagement.Path}/{route}", body);
    }
}
