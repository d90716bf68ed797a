using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

public sealed class ForgedIdTests
{
    [Theory]
    [InlineData("x")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("%00")]
    [InlineData("..%2f..")]
    [InlineData("'%20OR%201=1--")]
    [InlineData("%F0%9F%98%80")]
    public async Task An_engagement_that_was_never_given_out_is_404(string id)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await app.Firm.GetAsync($"/api/engagements/{id}");

        Assert.Equal(id == "%00" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task Ids_are_lower_case_and_compared_byte_by_byte()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var leader = (await engagement.PersonAsync("leader"))["id"]!.ToString();

        foreach (var forged in (
            string[])[engagement.Id.ToUpperInvariant(), $"{{{engagement.Id}}}", engagement.Id.Replace("-", "", StringComparison.Ordinal),
            $"{engagement.Id}%20"])
            (await app.Firm.GetAsync($"/api/engagements/{forged}")).IsProblem(HttpStatusCode.NotFound, "not-found");
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{leader.ToUpperInvariant()}", Bodies.Of(new { })))
            .IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task People_raters_and_sessions_of_another_engagement_are_not_there()
    {
        await using var app = await TestApp.StartAsync();
        var other = await TestEngagement.AtStepAsync(app, 6);
        var session = (await other.PostAsync("sessions", Bodies.Session(app.Today))).Value("id")!;
        var (rater, leader) = ((await other.RatersAsync())[0], (await other.PersonAsync("leader"))["id"]!.ToString());
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        await engagement.ChangesNothingAsync(async () =>
        {
            (await app.Firm.PatchAsync($"{engagement.Path}/people/{leader}", Bodies.Of(new { name = "Canary" })))
                .IsProblem(HttpStatusCode.NotFound, "not-found");
            (await engagement.PutAsync($"raters/{rater}/response", Bodies.Response())).IsProblem(HttpStatusCode.NotFound, "not-found");
            (await engagement.PutAsync($"sessions/{session}", Bodies.Session(app.Today))).IsProblem(HttpStatusCode.NotFound, "not-found");
            (await engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: await other.OutcomeAsync())))
                .Names("$.readings[0].outcomeId");
        });
    }

    [Fact]
    public async Task Sessions_and_raters_of_an_earlier_cycle_cannot_be_changed_any_more()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var session = (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Value("id")!;
        var rater = (await engagement.RatersAsync())[0];
        (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);

        await engagement.ChangesNothingAsync(async () =>
        {
            (await engagement.PutAsync($"sessions/{session}", Bodies.Session(app.Today))).IsProblem(HttpStatusCode.NotFound, "not-found");
            (await engagement.PutAsync($"raters/{rater}/response", Bodies.Response())).IsProblem(HttpStatusCode.NotFound, "not-found");
        });
    }
}
