using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Step 6: session logs.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_log_answers_201_with_its_id_and_fills_its_month()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        var logged = (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 90))).Is(HttpStatusCode.Created);

        Assert.Equal($"{engagement.Path}/sessions/{logged.Value("id")}", logged.Headers.Location!.ToString());
        Assert.Equal("false", logged.Value("overBudget"));
        var answer = await engagement.GetAsync();
        Assert.Equal(
            ("1", "1.5", "18"), (answer.Value("sessions.count"), answer.Value("sessions.hours"), answer.Value("sessions.budgetHours")));
        Assert.Equal(("1", "logged"), (answer.Value("sessions.months.0.sessions"), answer.Value("sessions.months.0.state")));
        Assert.DoesNotContain(Bodies.Secret, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_for_whom_it_is_tomorrow_logs_todays_meeting_and_is_told_in_which_zone_a_later_day_is_not_yet()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["coach"]!["timeZone"] = "Asia/Tokyo";
        body["timeZone"] = "America/Los_Angeles";
        var engagement = await TestEngagement.AtStepAsync(app, 6, body);
        var today = Zones.DayOf(app.Now, "Asia/Tokyo");
        await app.AdvanceToAsync(Zones.At(today.AddDays(1), new TimeOnly(8, 0), "Asia/Tokyo"));

        (await engagement.PostAsync("sessions", Bodies.Session(today.AddDays(1)))).Is(HttpStatusCode.Created);

        var refused = await engagement.PostAsync("sessions", Bodies.Session(today.AddDays(2)));
        refused.Names("$.heldOn");
        Assert.Contains("Asia/Tokyo", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hours_over_budget_are_flagged_not_refused()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        var full = (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 18 * 60))).Is(HttpStatusCode.Created);
        var over = (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 1))).Is(HttpStatusCode.Created);

        Assert.Equal(("false", "true"), (full.Value("overBudget"), over.Value("overBudget")));
        Assert.Equal("true", (await engagement.GetAsync()).Value("sessions.overBudget"));
    }

    [Fact]
    public async Task A_correction_counts_and_the_first_log_stays_in_the_journal()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var id = (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 90))).Value("id");

        (await engagement.PutAsync($"sessions/{id}", Bodies.Session(app.Today, minutes: 120))).Is(HttpStatusCode.OK);
        await engagement.ChangesNothingAsync(async () =>
            (await engagement.PutAsync($"sessions/{id}", Bodies.Session(app.Today, minutes: 120))).Is(HttpStatusCode.OK));

        Assert.Equal(
            ("1", "2"), ((await engagement.GetAsync()).Value("sessions.count"), (await engagement.GetAsync()).Value("sessions.hours")));
        var facts = (await engagement.TimelineAsync()).Where(item => item["session"] is not null).ToList();
        Assert.Equal(["sessionLogged 90", "sessionCorrected 120"], facts.Select(item => $"{item["kind"]} {item["minutes"]}"));
    }

    [Fact]
    public async Task A_repeated_post_with_a_key_logs_once_and_answers_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var first = (await engagement.PostAsync("sessions", Bodies.Session(app.Today), "log-1")).Is(HttpStatusCode.Created);
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, minutes: 18 * 60))).Is(HttpStatusCode.Created);
        await app.AdvanceAsync("P3D");

        await engagement.ChangesNothingAsync(async () =>
        {
            var again = (await engagement.PostAsync("sessions", Bodies.Session(app.Today.AddDays(-3)), "log-1")).Is(HttpStatusCode.Created);
            Assert.Equal((first.Text, first.Headers.Location), (again.Text, again.Headers.Location));
            (await engagement.PostAsync("sessions", Bodies.Session(app.Today), "log-1")).Names("Idempotency-Key");
        });
    }

    [Fact]
    public async Task Without_a_key_two_equal_logs_are_two_sessions()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        var one = (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
        var two = (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);

        Assert.NotEqual(one.Value("id"), two.Value("id"));
    }

    [Fact]
    public async Task Sessions_are_logged_in_all_of_steps_6_to_8()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        foreach (var step in (int[])[6, 7, 8])
        {
            await engagement.ReachAsync(step);
            (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Is(HttpStatusCode.Created);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_session_lies_between_the_commitment_and_today(int days)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        (await engagement.PostAsync("sessions", Bodies.Session(app.Today.AddDays(days)))).Names("$.heldOn");
    }

    [Fact]
    public async Task A_month_without_a_log_closes_and_the_firm_is_told()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        // The month ends on 3 February, its log is due 5 days later, and 14 days after that it closes.
        await app.AdvanceToAsync(new DateOnly(2027, 2, 21));
        Assert.Equal("open", (await engagement.GetAsync()).Value("sessions.months.0.state"));
        await app.AdvanceToAsync(new DateOnly(2027, 2, 22));

        Assert.Equal("unlogged", (await engagement.GetAsync()).Value("sessions.months.0.state"));
        Assert.Equal(TestFirm.North.Email, Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "monthUnlogged").To);
        (await engagement.PostAsync("sessions", Bodies.Session(new DateOnly(2027, 1, 20)))).Is(HttpStatusCode.Created);
        Assert.Equal("logged", (await engagement.GetAsync()).Value("sessions.months.0.state"));
    }
}
