using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Steps 4 and 5: revisions of the program design, and the decisions on them.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task A_design_is_a_revision_that_leader_and_sponsors_are_asked_to_decide_on()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 4, Bodies.Start(sponsors: 2));

        var designed = (await engagement.PostAsync("program", Bodies.Program())).Is(HttpStatusCode.OK);

        Assert.Equal(
            ("5", "1", null),
            (designed.Value("step.number"), designed.Value("program.revision"), designed.Value("program.committedRevision")));
        Assert.Equal(3, designed.At("waitingFor")!.AsArray().Count);
        Assert.All(designed.At("waitingFor")!.AsArray(), item =>
            Assert.Equal("decision on the program design, revision 1", item!["owes"]!.ToString()));
        var asked = (await engagement.MailsAsync()).Where(mail => mail.Links.Any(link => link.Rel == "decide")).Select(mail => mail.To)
            .Order();
        Assert.Equal([Bodies.Email("Lea Leader"), Bodies.Email("Sam Sponsor1"), Bodies.Email("Sam Sponsor2")], asked);
    }

    [Fact]
    public async Task The_same_design_again_changes_nothing_another_is_the_next_revision_and_revokes_older_links()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var old = await engagement.LinkAsync("decide", Bodies.Email("Lea Leader"));
        await engagement.ChangesNothingAsync(async () => (await engagement.PostAsync("program", Bodies.Program())).Is(HttpStatusCode.OK));

        var second = (await engagement.PostAsync("program", Bodies.Program("second"))).Is(HttpStatusCode.OK);

        Assert.Equal("2", second.Value("program.revision"));
        (await app.Links.OpenAsync(old)).Is(HttpStatusCode.Gone).Says("Revision 2 has taken its place");
        (await app.Links.CommitAsync(old)).Is(HttpStatusCode.Gone);
        await engagement.CommitAsync();
        Assert.Equal("2", (await engagement.GetAsync()).Value("program.committedRevision"));
    }

    [Fact]
    public async Task Asking_for_changes_goes_back_to_step_4()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        (await app.Links.CommitAsync(await engagement.LinkAsync("decide", Bodies.Email("Lea Leader")))).Is(HttpStatusCode.OK);

        (await app.Links.PostAsync(await engagement.LinkAsync("decide", Bodies.Email("Sam Sponsor1")), LinkClient.Revise))
            .Is(HttpStatusCode.OK).Says("asked for changes");

        var returned = await engagement.GetAsync();
        Assert.Equal(("4", "coach"), (returned.Value("step.number"), returned.Value("waitingFor.0.role")));
        (await engagement.PostAsync("program", Bodies.Program("second"))).Is(HttpStatusCode.OK);
        await engagement.CommitAsync();
        Assert.Equal(6, await engagement.StepAsync());
    }

    [Fact]
    public async Task When_all_have_committed_the_program_has_its_dates()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5, Bodies.Start(months: 9));

        await engagement.CommitAsync();

        var approved = await engagement.GetAsync();
        Assert.Equal(("6", "2027-01-04", "2027-10-03", "2027-01-04"), (
            approved.Value("step.number"), approved.Value("program.startsOn"), approved.Value("program.endsOn"),
            approved.Value("program.committedOn")));
        Assert.Equal(
            ("2027-05-04", "2027-10-03"), (approved.Value("reviews.midProgram.dueOn"), approved.Value("reviews.endOfProgram.dueOn")));
        Assert.Equal(9, approved.At("sessions.months")!.AsArray().Count);
        Assert.Equal(("open", "upcoming"), (approved.Value("sessions.months.0.state"), approved.Value("sessions.months.1.state")));
        Assert.Equal(3, (await engagement.MailsAsync()).Count(mail => mail.Kind == "programBegins"));
    }

    [Fact]
    public async Task An_empty_design_is_422()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 4);

        (await engagement.PostAsync("program", Bodies.Of(new { }))).Names("$");
        (await engagement.PostAsync("program", Bodies.Of(new { themes = new[] { new { title = "" } } }))).Names("$.themes[0].title");
    }
}
