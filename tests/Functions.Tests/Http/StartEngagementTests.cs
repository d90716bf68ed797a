using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class StartEngagementTests
{
    [Fact]
    public async Task Answers_201_with_the_address_and_the_engagement()
    {
        await using var app = await TestApp.StartAsync();

        var started = (await app.Firm.PostAsync("/api/engagements", Bodies.Start(months: 9, sponsors: 2))).Is(HttpStatusCode.Created);

        var id = started.Value("id");
        Assert.Equal($"/api/engagements/{id}", started.Headers.Location!.ToString());
        Assert.Equal("north", started.Value("firm"));
        Assert.Equal("canary-open reference 42", started.Value("reference"));
        Assert.Equal("active", started.Value("status"));
        Assert.Equal("1", started.Value("cycle"));
        Assert.Equal("Defining the context", started.Value("step.name"));
        Assert.Equal(
            ["leader", "coach", "sponsor", "sponsor"], started.At("people")!.AsArray().Select(person => person!["role"]!.ToString()));
        Assert.Equal("ok", started.Value("people.0.mail"));
        Assert.Equal("coach", started.Value("waitingFor.0.role"));
        Assert.Equal("2027-01-18", started.Value("waitingFor.0.due"));
        Assert.Equal("9", started.Value("program.months"));
        Assert.Equal("27", started.Value("sessions.budgetHours"));
        Assert.Equal("planned", started.Value("reviews.midProgram.state"));
        Assert.Equal("no-store", started.Headers.CacheControl!.ToString());
        Assert.Equal(started.Text, (await app.Firm.GetAsync($"/api/engagements/{id}")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Everyone_is_told_at_once()
    {
        await using var app = await TestApp.StartAsync();

        var engagement = await TestEngagement.StartAsync(app);

        var mails = await engagement.MailsAsync();
        Assert.Equal(["request", "welcome", "welcome"], mails.Select(mail => mail.Kind).Order());
        Assert.All(mails, mail => Assert.Equal(app.Now, mail.SentAt));
    }

    [Fact]
    public async Task What_may_be_left_out_has_defaults()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body.Remove("hoursPerMonth");
        body.Remove("reference");
        body["leader"]!.AsObject().Remove("timeZone");
        body["timeZone"] = "Asia/Kolkata";

        var started = (await app.Firm.PostAsync("/api/engagements", body)).Is(HttpStatusCode.Created);

        Assert.Equal("3", started.Value("program.hoursPerMonth"));
        Assert.Null(started.Value("reference"));
        Assert.Equal("Asia/Kolkata", started.Value("people.0.timeZone"));
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_to_the_byte_and_starts_no_second_engagement()
    {
        await using var app = await TestApp.StartAsync();
        var first = (await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "start-1")).Is(HttpStatusCode.Created);
        var engagement = new TestEngagement(app, first.Value("id")!);
        await engagement.ReachAsync(3);
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{first.Value("people.0.id")}", Bodies.Of(new { name = "Other Canary" })))
            .Is(HttpStatusCode.OK);
        await app.AdvanceAsync("P20D");

        await engagement.ChangesNothingAsync(async () =>
        {
            var again = (await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "start-1")).Is(HttpStatusCode.Created);
            Assert.Equal(first.Text, again.Text);
            Assert.Equal(first.Headers.Location, again.Headers.Location);
        });
        Assert.Single((await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray());
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_on_another_call_is_422()
    {
        await using var app = await TestApp.StartAsync();
        (await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "start-1")).Is(HttpStatusCode.Created);

        (await app.Firm.PostAsync("/api/engagements", Bodies.Start(months: 7), "start-1")).Names("Idempotency-Key");
    }

    [Fact]
    public async Task A_key_belongs_to_one_firm()
    {
        await using var app = await TestApp.StartAsync();
        var north = (await app.Firm.PostAsync("/api/engagements", Bodies.Start(), "start-1")).Is(HttpStatusCode.Created);

        var south = (await app.As(TestFirm.South).PostAsync("/api/engagements", Bodies.Start(months: 7), "start-1"))
            .Is(HttpStatusCode.Created);

        Assert.NotEqual(north.Value("id"), south.Value("id"));
    }

    [Fact]
    public async Task Without_a_key_each_call_starts_an_engagement()
    {
        await using var app = await TestApp.StartAsync();

        var ids = new HashSet<string>();
        for (var call = 0; call < 3; call++)
            ids.Add((await TestEngagement.StartAsync(app)).Id);

        Assert.Equal(3, ids.Count);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public async Task The_limits_of_months_are_accepted(int months)
    {
        await using var app = await TestApp.StartAsync();

        var started = (await app.Firm.PostAsync("/api/engagements", Bodies.Start(months, sponsors: 5))).Is(HttpStatusCode.Created);

        Assert.Equal(months, started.At("program.months")!.GetValue<int>());
        Assert.Equal(7, started.At("people")!.AsArray().Count);
    }

    [Fact]
    public async Task Numbers_of_hours_from_1_to_12_are_accepted()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var hours in (int[])[1, 12])
        {
            var body = Bodies.Start();
            body["hoursPerMonth"] = JsonValue.Create(hours);
            (await app.Firm.PostAsync("/api/engagements", body)).Is(HttpStatusCode.Created);
        }
    }
}
