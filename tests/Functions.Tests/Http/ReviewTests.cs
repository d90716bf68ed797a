using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Steps 7 and 8: the reviews, their meetings, and the renewal.</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData("mid")]
    [InlineData("end")]
    public async Task A_meeting_is_put_into_everyones_calendar_moved_and_called_off(string review)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var view = review == "mid" ? "reviews.midProgram" : "reviews.endOfProgram";

        var scheduled = (await engagement.PutAsync($"reviews/{review}/meeting", Bodies.Meeting(app.Now.AddDays(30)))).Is(HttpStatusCode.OK);
        Assert.Equal(("90", "Canary room 4"), (scheduled.Value($"{view}.meeting.minutes"), scheduled.Value($"{view}.meeting.place")));
        await engagement.ChangesNothingAsync(async () =>
            (await engagement.PutAsync($"reviews/{review}/meeting", Bodies.Meeting(app.Now.AddDays(30)))).Is(HttpStatusCode.OK));
        await app.RestAsync();
        (await engagement.PutAsync($"reviews/{review}/meeting", Bodies.Meeting(app.Now.AddDays(31)))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        var off = (await app.Firm.DeleteAsync($"{engagement.Path}/reviews/{review}/meeting")).Is(HttpStatusCode.OK);
        Assert.Null(off.At($"{view}.meeting"));
        await engagement.ChangesNothingAsync(
            async () => (await app.Firm.DeleteAsync($"{engagement.Path}/reviews/{review}/meeting")).Is(HttpStatusCode.OK));

        foreach (var to in (string[])[Bodies.Email("Lea Leader"), Bodies.Email("Cora Coach"), Bodies.Email("Sam Sponsor1")])
        {
            var files = app.Mails.All.Where(mail => mail.ToAddress == to).SelectMany(mail => mail.Attachments).ToList();
            var calendars = files.ConvertAll(file => Encoding.UTF8.GetString(file.Content));
            Assert.Equal(
                ["REQUEST 0", "REQUEST 1", "CANCEL 2"], calendars.Select(text => $"{Line(text, "METHOD")} {Line(text, "SEQUENCE")}"));
            Assert.Single(calendars.Select(text => Line(text, "UID")).Distinct());
            Assert.All(files.Zip(calendars), pair =>
                Assert.Equal($"text/calendar; method={Line(pair.Second, "METHOD")}; charset=utf-8", pair.First.ContentType));
            Assert.Equal(["20270203T080000Z", "20270204T080000Z", "20270204T080000Z"], calendars.Select(text => Line(text, "DTSTART")));
        }

        var shown = (await engagement.MailsAsync()).Where(mail => mail.Attachments.Count > 0).ToList();
        Assert.Equal(9, shown.Count);
        Assert.All(
            shown, mail => Assert.Equal(mail.Kind == "meetingCancelled" ? "cancellation.ics" : "invitation.ics", mail.Attachments[0].Name));
    }

    [Fact]
    public async Task A_meeting_lies_in_the_future()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);

        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now))).Names("$.startsAt");
        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Of(new { startsAt = "2027-03-01T09:00:00", minutes = 90 })))
            .Names("$.startsAt");
        (await engagement.PutAsync("reviews/other/meeting", Bodies.Meeting(app.Now.AddDays(1))))
            .IsProblem(HttpStatusCode.NotFound, "not-found");
        (await app.Firm.DeleteAsync($"{engagement.Path}/reviews/other/meeting")).IsProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_mid_program_review_is_accepted_from_21_days_before_the_midpoint()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var midpoint = await engagement.DayAsync("reviews.midProgram.dueOn");

        await app.AdvanceToAsync(midpoint.AddDays(-22));
        (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today)))
            .IsProblem(HttpStatusCode.Conflict, "review-not-open");
        await app.AdvanceToAsync(midpoint.AddDays(-21));
        var held = (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);

        Assert.Equal(("held", Bodies.Day(app.Today)), (held.Value("reviews.midProgram.state"), held.Value("reviews.midProgram.heldOn")));
        Assert.Equal("6", held.Value("step.number"));
    }

    [Fact]
    public async Task Corrections_are_the_next_revision_told_to_all_while_the_committed_one_stays()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 7);

        var held = (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);

        Assert.Equal(("2", "1"), (held.Value("program.revision"), held.Value("program.committedRevision")));
        Assert.Equal(3, (await engagement.MailsAsync()).Count(mail => mail.Kind == "programCorrected"));
        Assert.Equal(6, await engagement.StepAsync());
    }

    [Fact]
    public async Task Without_corrections_the_revision_stays()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 7);

        var held = (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today, corrections: false)))
            .Is(HttpStatusCode.OK);

        Assert.Equal("1", held.Value("program.revision"));
    }

    [Fact]
    public async Task A_review_is_held_once()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 7);
        (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);
        await app.RestAsync();

        await engagement.ChangesNothingAsync(async () =>
        {
            (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today))).Is(HttpStatusCode.OK);
            (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today.AddDays(-1))))
                .IsProblem(HttpStatusCode.Conflict, "review-held");
            (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(1))))
                .IsProblem(HttpStatusCode.Conflict, "review-held");
        });
    }

    [Fact]
    public async Task Readings_of_sessions_are_shown_once_a_review_has_released_them()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var outcome = await engagement.OutcomeAsync();
        (await engagement.PostAsync("sessions", Bodies.Session(app.Today, outcome: outcome))).Is(HttpStatusCode.Created);
        Assert.Empty((await engagement.GetAsync()).At("outcomes.0.readings")!.AsArray());

        await engagement.ReachAsync(7);
        var held = (await engagement.PostAsync("mid-program-review", Bodies.MidReview(app.Today, outcome))).Is(HttpStatusCode.OK);

        Assert.Equal(
            ["session 3.25", "midProgramReview 4"],
            held.At("outcomes.0.readings")!.AsArray().Select(reading => $"{reading!["source"]} {reading["value"]}"));
    }

    [Fact]
    public async Task The_attended_are_people_or_roles()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 7);
        var body = Bodies.MidReview(app.Today);
        body["attended"] = new JsonArray((await engagement.PersonAsync("leader"))["id"]!.ToString(), "nobody");
        (await engagement.PostAsync("mid-program-review", body)).Names("$.attended[1]");
        body["attended"] = new JsonArray();
        (await engagement.PostAsync("mid-program-review", body)).Names("$.attended");

        body["attended"] = new JsonArray((await engagement.PersonAsync("leader"))["id"]!.ToString(), "leader", "coach");
        (await engagement.PostAsync("mid-program-review", body)).Is(HttpStatusCode.OK);
        var held = (await engagement.TimelineAsync()).Single(item => item["kind"]!.ToString() == "midReviewHeld");
        Assert.Equal(2, held["attended"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_end_of_program_review_completes_the_engagement()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var end = await engagement.DayAsync("reviews.endOfProgram.dueOn");
        await app.AdvanceToAsync(end.AddDays(-22));
        (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today)))
            .IsProblem(HttpStatusCode.Conflict, "review-not-open");
        await app.AdvanceToAsync(end.AddDays(-21));

        var held = (await engagement.PostAsync("end-of-program-review", Bodies.EndReview(app.Today, await engagement.OutcomeAsync())))
            .Is(HttpStatusCode.OK);

        Assert.Equal(("completed", "held", "lapsed"), (
            held.Value("status"), held.Value("reviews.endOfProgram.state"), held.Value("reviews.midProgram.state")));
        Assert.Equal(
            ("canary-open celebration", "continueAlone"),
            (held.Value("reviews.endOfProgram.celebration"), held.Value("reviews.endOfProgram.decision")));
        Assert.All(held.At("sessions.months")!.AsArray(), month => Assert.Equal("unlogged", month!["state"]!.ToString()));
        Assert.Equal(3, (await engagement.MailsAsync()).Count(mail => mail.Kind == "completed"));
        await engagement.ChangesNothingAsync(() => app.AdvanceAsync("P300D"));
    }

    [Fact]
    public async Task A_renewal_opens_the_next_cycle_with_the_same_people_and_the_proposed_outcomes()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var old = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));
        await engagement.ReachAsync(8);

        var renewed = (await engagement.PostAsync("end-of-program-review", Bodies.Renewal(app.Today))).Is(HttpStatusCode.OK);

        Assert.Equal(("active", "2", "1", "9"), (
            renewed.Value("status"), renewed.Value("cycle"), renewed.Value("step.number"), renewed.Value("program.months")));
        Assert.Equal("canary-open delegates more (renewal)", renewed.Value("outcomes.0.title"));
        Assert.Equal(3, renewed.At("people")!.AsArray().Count);
        Assert.Empty(renewed.At("raters")!.AsArray());
        var first = await engagement.GetAsync("?cycle=1");
        Assert.Equal(
            ("1", "8", "newProgram"), (first.Value("cycle"), first.Value("step.number"), first.Value("reviews.endOfProgram.decision")));
        Assert.Empty(first.At("waitingFor")!.AsArray());
        Assert.Equal(renewed.Text, (await engagement.GetAsync("?cycle=2")).Text);
        (await app.Links.OpenAsync(old)).Is(HttpStatusCode.OK).Says("is recorded");

        await engagement.ReachAsync(6);
        Assert.Equal("1", (await engagement.GetAsync()).Value("program.committedRevision"));
    }

    [Theory]
    [InlineData("decision", "later", "$.decision")]
    [InlineData("months", "13", "$.months")]
    [InlineData("outcomes", "[]", "$.outcomes")]
    [InlineData("heldOn", "\"2020-01-01\"", "$.heldOn")]
    public async Task A_renewal_is_checked_like_a_start(string member, string value, string path)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var body = Bodies.Renewal(app.Today);
        body[member] = member == "decision" ? value : JsonNode.Parse(value);

        await engagement.ChangesNothingAsync(async () => (await engagement.PostAsync("end-of-program-review", body)).Names(path));
    }

    [Fact]
    public async Task Months_and_outcomes_belong_to_a_new_program()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 8);
        var body = Bodies.Renewal(app.Today);
        body["decision"] = "continueAlone";

        (await engagement.PostAsync("end-of-program-review", body)).Names("$.months", "$.outcomes");
    }

    [Fact]
    public async Task Everyone_is_invited_to_a_review_21_days_before()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.AdvanceToAsync(await engagement.DayAsync("reviews.midProgram.dueOn"));

        // The midpoint is Sunday 4 April, 21 days before is a Sunday too: the Friday before that.
        var invited = (await engagement.MailsAsync()).Where(mail => mail.Kind == "reviewInvitation").ToList();
        Assert.Equal(3, invited.Count);
        Assert.All(invited, mail => Assert.Equal(Zones.At(new DateOnly(2027, 3, 12), new TimeOnly(9, 0), TestApp.Zone), mail.SentAt));
    }

    private static string Line(string calendar, string name) => calendar.Split('\n').Select(line => line.TrimEnd('\r'))
        .First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
}
