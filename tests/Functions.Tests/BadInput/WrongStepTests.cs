using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

public sealed class WrongStepTests
{
    [Theory, MemberData(nameof(TestEngagement.Steps), MemberType = typeof(TestEngagement))]
    public async Task Every_command_that_is_not_of_this_step_is_refused_and_changes_nothing(int step)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, step);
        var rater = await SomeRaterAsync(engagement, step);
        var session = step >= 6 ? (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Value("id")! : "session";

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var (call, _) in EveryCall.Steps(app, engagement, rater, session).Where(entry => !entry.Steps.Contains(step)))
            {
                var refused = await app.Firm.SendAsync(call);
                if ((call.Path.Contains("/raters/", StringComparison.Ordinal) && rater == "rater")
                    || (call.Path.Contains("/sessions/", StringComparison.Ordinal) && step < 6))
                {
                    refused.IsProblem(HttpStatusCode.NotFound, "not-found");
                    continue;
                }

                var code = call.Path.EndsWith("close", StringComparison.Ordinal) && step == 3 ? "too-few-answers"
                    : call.Path.EndsWith("-review", StringComparison.Ordinal) && step >= 6 ? "review-not-open"
                    : "out-of-step";
                refused.IsProblem(HttpStatusCode.Conflict, code);
                Assert.Equal(step, refused.At("step.number")!.GetValue<int>());
                if (code == "out-of-step")
                    Assert.Contains($"is in step {step},", refused.Value("detail"), StringComparison.Ordinal);
            }
        });
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task When_it_is_over_every_command_is_refused(string status)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var session = (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Value("id")!;
        var (rater, leader) = ((await engagement.RatersAsync())[0], (await engagement.PersonAsync("leader"))["id"]!.ToString());
        var end = status == "completed"
            ? await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today))
            : await engagement.PostAsync("cancel", Bodies.Reason());
        Assert.Equal(status, end.Is(HttpStatusCode.OK).Value("status"));

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var (call, _) in EveryCall.Steps(app, engagement, rater, session))
            {
                var refused = (await app.Firm.SendAsync(call)).IsProblem(HttpStatusCode.Conflict, "engagement-over");
                Assert.Contains(status, refused.Value("detail"), StringComparison.Ordinal);
            }

            (await app.Firm.PatchAsync($"{engagement.Path}/people/{leader}", Bodies.Of(new { name = "Other Canary" })))
                .IsProblem(HttpStatusCode.Conflict, "engagement-over");
            if (status == "completed")
                (await engagement.PostAsync("cancel", Bodies.Reason())).IsProblem(HttpStatusCode.Conflict, "engagement-over");
        });
    }

    [Fact]
    public async Task Links_of_steps_that_are_over_are_closed()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "other");
        var silent = await engagement.LinkAsync("respond", Bodies.Email("Rater other 5"));
        foreach (var rater in (await engagement.RatersAsync()).Take(4))
            await engagement.RespondAsync(rater);
        (await engagement.PostAsync("three-sixty/close", Bodies.Of(new { }))).Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () => (await app.Links.PostAsync(silent, LinkClient.Answer)).Is(HttpStatusCode.Gone));
    }

    private static async Task<string> SomeRaterAsync(TestEngagement engagement, int step)
    {
        if (step < 3)
            return "rater";
        if (step == 3)
            await engagement.AddRatersAsync("boss", "peer");
        return (await engagement.RatersAsync())[0];
    }
}
