using System.Net;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>One engagement from its start to its second cycle, with every kind of command.</summary>
internal static class WholeEngagement
{
    /// <param name="app">The application.</param>
    /// <param name="after">Called after each thing that happens; the clock does not move between two calls unless a step needs it.</param>
    public static async Task<TestEngagement> PlayAsync(TestApp app, Func<Task> after)
    {
        var engagement = await TestEngagement.StartAsync(app, Bodies.Start(sponsors: 2));
        await after();

        await DoAsync(engagement.PutAsync("context", Bodies.Context(app.Today)));
        var context = Bodies.Context(app.Today);
        context["outcomes"]![0]!["benchmark"] = "canary-open amended benchmark";
        await DoAsync(engagement.PutAsync("context", context));
        await DoAsync(engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today)));
        var interview = Bodies.LeaderInterview(app.Today);
        interview["behaviors"] = "canary-secret amended behaviors";
        await DoAsync(engagement.PutAsync("leader-interview", interview));

        await DoAsync(engagement.PostAsync("raters", Bodies.Raters("boss", "peer", "peer", "peer", "team"), "canary-key-of-raters"));
        var raters = await engagement.RatersAsync();
        await DoAsync(app.Firm.PatchAsync(
            $"{engagement.Path}/people/{raters[4]}", Bodies.Of(new { email = "team.new.canary@example.org", name = "New Canary" })));
        await UseAsync(Bodies.Email("Rater boss 1"), "respond", LinkClient.Answer);
        foreach (var rater in raters.Skip(1).Take(3))
            await DoAsync(engagement.PutAsync($"raters/{rater}/response", Bodies.Response()));
        await DoAsync(engagement.PostAsync("three-sixty/close", Bodies.Reason()));

        await DoAsync(engagement.PostAsync("program", Bodies.Program()));
        await UseAsync(Bodies.Email("Sam Sponsor1"), "decide", LinkClient.Revise);
        await DoAsync(engagement.PostAsync("program", Bodies.Program("second")));
        foreach (var to in (string[])[Bodies.Email("Lea Leader"), Bodies.Email("Sam Sponsor1"), Bodies.Email("Sam Sponsor2")])
            await UseAsync(to, "decide", LinkClient.Commit);

        var outcome = await engagement.OutcomeAsync();
        var session = (await DoAsync(engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: outcome)))).Value("id");
        await DoAsync(engagement.PutAsync($"sessions/{session}", Bodies.Session(app.Today, minutes: 100, outcome: outcome)));
        await DoAsync(engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(60))));
        await DoAsync(app.Firm.DeleteAsync($"{engagement.Path}/reviews/mid/meeting"));
        await DoAsync(engagement.PutAsync("reviews/end/meeting", Bodies.Meeting(app.Now.AddDays(180))));

        await app.AdvanceToAsync(await engagement.DayAsync("reviews.midProgram.dueOn"));
        await after();
        await DoAsync(engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today, outcome)));
        await app.AdvanceToAsync(await engagement.DayAsync("reviews.endOfProgram.dueOn"));
        await after();
        await DoAsync(engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today)));
        await DoAsync(engagement.PostAsync("cancel", Bodies.Reason()));
        return engagement;

        async Task<ApiAnswer> DoAsync(Task<ApiAnswer> call)
        {
            var answer = await call;
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Created]);
            await after();
            return answer;
        }

        async Task UseAsync(string to, string rel, (string Name, string Value)[] fields)
        {
            (await app.Links.PostAsync(await engagement.LinkAsync(rel, to), fields)).Is(HttpStatusCode.OK);
            await after();
        }
    }
}
