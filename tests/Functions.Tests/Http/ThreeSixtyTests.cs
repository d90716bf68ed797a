using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Step 3: raters, their answers, and closing.</summary>
public sealed class ThreeSixtyTests
{
    [Fact]
    public async Task Raters_are_shown_by_name_and_their_answers_by_groups_of_at_least_three()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "team");

        await engagement.RespondAsync((await engagement.RatersAsync())[1]);

        var answer = await engagement.GetAsync();
        Assert.Equal(5, answer.At("raters")!.AsArray().Count);
        Assert.Equal(["boss+team+peer 5/1"], Groups(answer.At("threeSixty")!));
        var waiting = Assert.Single(answer.At("waitingFor")!.AsArray(), item => item!["role"]!.ToString() == "rater")!;
        Assert.Null(waiting["name"]);
        Assert.Contains("4 of 5", waiting["owes"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Bodies.Secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Raters_are_asked_by_mail_at_once()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);

        await engagement.AddRatersAsync("boss", "other");

        var asked = (await engagement.MailsAsync()).Where(mail => mail.Links.Any(link => link.Rel == "respond")).ToList();
        Assert.Equal([Bodies.Email("Rater boss 1"), Bodies.Email("Rater other 2")], asked.Select(mail => mail.To));
        Assert.All(asked, mail => Assert.Equal(("request", app.Now), (mail.Kind, mail.SentAt)));
    }

    [Fact]
    public async Task A_sponsor_may_be_a_rater_leader_and_coach_may_not()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var sponsor = Bodies.Of(new { raters = new[] { Bodies.Rater("Sam Sponsor1", "boss") } });
        var leader = Bodies.Of(new { raters = new[] { Bodies.Rater("Pia Peer", "peer"), Bodies.Rater("LEA Leader", "peer") } });

        (await engagement.PostAsync("raters", sponsor)).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("raters", leader)).Names("$.raters[1].email");
        (await engagement.PostAsync("raters", Bodies.Of(new { raters = new[] { Bodies.Rater("CORA Coach", "peer") } })))
            .Names("$.raters[0].email");
    }

    [Fact]
    public async Task Nobody_is_asked_twice()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var twice = Bodies.Of(new { raters = new[] { Bodies.Rater("Pia Peer", "peer"), Bodies.Rater("pia PEER", "team") } });
        (await engagement.PostAsync("raters", twice)).Names("$.raters[1].email");

        await engagement.AddRatersAsync("boss");
        await engagement.ChangesNothingAsync(
            async () => (await engagement.PostAsync("raters", Bodies.Raters("boss"))).Names("$.raters[0].email"));
    }

    [Fact]
    public async Task Forty_raters_are_the_most_in_all()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        (await engagement.PostAsync("raters", Some(0, 41))).Names("$.raters");
        (await engagement.PostAsync("raters", Some(0, 39))).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("raters", Some(39, 2))).Names("$.raters");
        (await engagement.PostAsync("raters", Some(39, 1))).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("raters", Some(40, 1))).Names("$.raters");

        static JsonNode Some(int from, int count) =>
            Bodies.Of(new { raters = Enumerable.Range(from, count).Select(number => Bodies.Rater($"Rater {number}", "peer")) });
    }

    [Fact]
    public async Task The_coach_can_hear_a_rater_and_correct_what_was_heard()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer");
        var rater = (await engagement.RatersAsync())[0];
        var response = Bodies.Response(await engagement.OutcomeAsync());

        (await engagement.PutAsync($"raters/{rater}/response", response)).Is(HttpStatusCode.OK);
        await engagement.ChangesNothingAsync(
            async () => (await engagement.PutAsync($"raters/{rater}/response", response)).Is(HttpStatusCode.OK));
        response["growth"] = "canary-secret other growth";
        (await engagement.PutAsync($"raters/{rater}/response", response)).Is(HttpStatusCode.OK);

        Assert.Equal(2, (await engagement.KindsAsync()).Count(kind => kind == "raterResponded"));
        Assert.Equal("1", (await engagement.GetAsync()).Value("threeSixty.0.responded"));
    }

    [Fact]
    public async Task What_a_rater_wrote_is_not_replaced_by_an_interview_that_the_firm_records()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        (await app.Links.PostAsync(await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1")), LinkClient.Answer))
            .Is(HttpStatusCode.OK);

        (await engagement.PutAsync($"raters/{(await engagement.RatersAsync())[0]}/response", Bodies.Response())).Is(HttpStatusCode.OK);

        var journal = await app.Store.ReadAsync(engagement.Id, after: 0, TestContext.Current.CancellationToken);
        var answers = Engagement.From(journal).Cycle.Raters[0].Answers;
        Assert.Equal([AnswerSource.Link, AnswerSource.Firm], answers.Select(answer => answer.Response.Source));
    }

    [Fact]
    public async Task A_rating_names_an_outcome_once()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss");
        var route = $"raters/{(await engagement.RatersAsync())[0]}/response";
        var body = Bodies.Response(await engagement.OutcomeAsync());

        body["ratings"]!.AsArray().Add(body["ratings"]![0]!.DeepClone());
        (await engagement.PutAsync(route, body)).Names("$.ratings[1].outcomeId");
        (await engagement.PutAsync(route, Bodies.Response("no-outcome"))).Names("$.ratings[0].outcomeId");
    }

    [Fact]
    public async Task The_interviews_close_by_themselves_when_all_have_answered()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "team", "other");
        foreach (var rater in (string[])["boss 1", "peer 2", "team 3", "other 4"])
        {
            Assert.Equal(3, await engagement.StepAsync());
            (await app.Links.PostAsync(await engagement.LinkAsync("respond", Bodies.Email($"Rater {rater}")), LinkClient.Answer))
                .Is(HttpStatusCode.OK);
        }

        Assert.Equal(4, await engagement.StepAsync());
        var done = (await engagement.TimelineAsync()).Single(item => item["kind"]!.ToString() == "interviewsDone");
        Assert.Equal(("allAnswered", "workflow"), (done["reason"]!.ToString(), done["by"]!.ToString()));
    }

    [Fact]
    public async Task All_of_too_few_do_not_close_them()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer");
        foreach (var rater in await engagement.RatersAsync())
            await engagement.RespondAsync(rater);

        Assert.Equal(3, await engagement.StepAsync());
    }

    [Fact]
    public async Task After_an_interview_that_the_firm_recorded_it_does_not_learn_from_their_closing_whose_answer_was_the_last()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "team", "other");
        foreach (var rater in await engagement.RatersAsync())
            await engagement.RespondAsync(rater);

        Assert.Equal(3, await engagement.StepAsync());
        await engagement.CloseAsync();
        Assert.Equal(4, await engagement.StepAsync());
    }

    [Fact]
    public async Task Closing_needs_four_answers_and_says_how_many_are_missing_in_each_group()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer", "peer", "peer", "team", "other", "other");
        var raters = await engagement.RatersAsync();
        await engagement.RespondAsync(raters[1]);
        await engagement.RespondAsync(raters[2]);

        await engagement.ChangesNothingAsync(async () =>
        {
            var refused = (await engagement.PostAsync("three-sixty/close", Bodies.Of(new { })))
                .IsProblem(HttpStatusCode.Conflict, "too-few-answers");
            Assert.Equal(["boss+team+other 4/0", "peer 3/2"], Groups(refused.At("groups")!));
            Assert.Contains(
                "2 more answers are needed. By group: boss, team and others 4 missing of 4 asked", refused.Value("detail"),
                StringComparison.Ordinal);
            (await engagement.PostAsync("three-sixty/close", Bodies.Reason())).IsProblem(HttpStatusCode.Conflict, "too-few-answers");
        });

        await engagement.RespondAsync(raters[0]);
        await engagement.RespondAsync(raters[3]);
        var closed = (await engagement.PostAsync("three-sixty/close", Bodies.Of(new { }))).Is(HttpStatusCode.OK);
        Assert.Equal("4", closed.Value("step.number"));
        (await app.Links.OpenAsync(await engagement.LinkAsync("respond", Bodies.Email("Rater other 6")))).Is(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task With_a_reason_they_can_be_closed_from_14_days_overdue()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        var allowed = app.Today.AddDays(28 + 14);

        await app.AdvanceToAsync(allowed.AddDays(-1));
        (await engagement.PostAsync("three-sixty/close", Bodies.Reason())).IsProblem(HttpStatusCode.Conflict, "too-few-answers");
        await app.AdvanceToAsync(allowed);
        (await engagement.PostAsync("three-sixty/close", Bodies.Of(new { }))).IsProblem(HttpStatusCode.Conflict, "too-few-answers");
        (await engagement.PostAsync("three-sixty/close", Bodies.Reason())).Is(HttpStatusCode.OK);

        Assert.Equal(
            "overdue",
            (await engagement.TimelineAsync()).Single(item => item["kind"]!.ToString() == "interviewsDone")["reason"]!.ToString());
    }

    private static IEnumerable<string> Groups(JsonNode groups) => groups.AsArray().Select(group =>
        $"{string.Join('+', group!["groups"]!.AsArray())} {group["asked"]}/{group["responded"]}");
}
