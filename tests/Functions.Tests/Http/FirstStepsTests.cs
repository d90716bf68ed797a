using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Steps 1 and 2: the context, and the interview with the leader.</summary>
public sealed class FirstStepsTests
{
    [Fact]
    public async Task The_context_is_defined_and_may_be_amended_until_step_2_ends()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        var defined = (await engagement.PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);
        Assert.Equal("2", defined.Value("step.number"));
        Assert.Equal("canary-open survey", defined.Value("outcomes.0.benchmark"));
        Assert.Equal("4.5", defined.Value("outcomes.0.target"));
        Assert.Equal("canary points", defined.Value("outcomes.0.unit"));
        Assert.Null(defined.Value("outcomes.1.unit"));

        var amendment = Bodies.Context(app.Today);
        amendment["outcomes"]![0]!["target"] = JsonValue.Create(5m);
        var amended = (await engagement.PutAsync("context", amendment)).Is(HttpStatusCode.OK);
        Assert.Equal("5", amended.Value("outcomes.0.target"));
        Assert.Equal(defined.Value("outcomes.0.id"), amended.Value("outcomes.0.id"));
        Assert.Equal(
            ["contextDefined", "contextAmended"],
            (await engagement.KindsAsync()).Where(kind => kind.StartsWith("context", StringComparison.Ordinal)));

        await engagement.ReachAsync(3);
        (await engagement.PutAsync("context", Bodies.Context(app.Today))).IsProblem(HttpStatusCode.Conflict, "out-of-step");
    }

    [Fact]
    public async Task The_interview_is_recorded_and_may_be_amended_until_step_3_ends()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 2);

        var recorded = (await engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK);
        Assert.Equal("3", recorded.Value("step.number"));
        Assert.DoesNotContain(Bodies.Secret, recorded.Text, StringComparison.Ordinal);

        var amendment = Bodies.LeaderInterview(app.Today);
        amendment["behaviors"] = "canary-secret other behaviors";
        (await engagement.PutAsync("leader-interview", amendment)).Is(HttpStatusCode.OK);
        Assert.Contains("leaderInterviewAmended", await engagement.KindsAsync());

        await engagement.ReachAsync(4);
        (await engagement.PutAsync("leader-interview", amendment)).IsProblem(HttpStatusCode.Conflict, "out-of-step");
    }

    [Fact]
    public async Task Saying_the_same_again_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 2);
        await engagement.ChangesNothingAsync(
            async () => (await engagement.PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK));

        (await engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK);
        await engagement.ChangesNothingAsync(async () =>
            (await engagement.PutAsync("leader-interview", Bodies.LeaderInterview(app.Today))).Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task One_to_ten_outcomes_are_accepted()
    {
        await using var app = await TestApp.StartAsync();
        var outcome = Bodies.Context(app.Today)["outcomes"]![0]!;
        foreach (var (count, status) in (
            (int, HttpStatusCode)[])[(0, HttpStatusCode.UnprocessableEntity), (1, HttpStatusCode.OK), (10, HttpStatusCode.OK),
            (11, HttpStatusCode.UnprocessableEntity)])
        {
            var engagement = await TestEngagement.StartAsync(app);
            var body = Bodies.Context(app.Today);
            body["outcomes"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => outcome.DeepClone())]);
            (await engagement.PutAsync("context", body)).Is(status);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-366)]
    public async Task A_day_in_the_future_or_more_than_a_year_before_the_start_is_422(int days)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await engagement.PutAsync("context", Bodies.Context(app.Today.AddDays(days)))).Names("$.heldOn");
    }
}
