using System.Net;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>Names of time zones come and go with systems; engagements stay.</summary>
public sealed class TimeZoneTests
{
    private const string Forgotten = "Europe/Atlantis";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Japan", "Asia/Tokyo")]
    [InlineData("Europe/Stockholm", "Europe/Stockholm")]
    [InlineData("Europe/Amsterdam", "Europe/Amsterdam")]
    [InlineData("Etc/GMT+5", "Etc/GMT+5")]
    public async Task An_old_name_is_kept_and_shown_as_its_present_one(string given, string current)
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["timeZone"] = given;
        body["coach"]!["timeZone"] = given;

        var engagement = await TestEngagement.StartAsync(app, body);

        Assert.Equal(current, (await engagement.PersonAsync("coach"))["timeZone"]!.ToString());
        Assert.Equal(current, (await engagement.TimelineAsync())[0]["timeZone"]!.ToString());
        var sponsor = (await engagement.PersonAsync("sponsor"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{sponsor}", Bodies.Of(new { timeZone = "Etc/UTC" }))).Is(HttpStatusCode.OK);
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{sponsor}", Bodies.Of(new { timeZone = given }))).Is(HttpStatusCode.OK);
        Assert.Equal(current, (await engagement.PersonAsync("sponsor"))["timeZone"]!.ToString());
    }

    [Fact]
    public async Task An_engagement_in_a_zone_that_this_machine_does_not_know_is_read_corrected_and_cancelled_and_the_zone_is_named()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await StartAsync(app, Forgotten);
        await app.RestAsync();

        await engagement.GetAsync();
        (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK);
        Assert.NotEmpty(await engagement.TimelineAsync());
        foreach (var link in app.Mails.All.SelectMany(mail => mail.Links).ToList())
            (await app.Links.OpenAsync(link.Href)).Is(HttpStatusCode.OK);
        Assert.Contains(app.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains(engagement.Id, StringComparison.Ordinal) && line.Contains(Forgotten, StringComparison.Ordinal));

        var coach = (await engagement.PersonAsync("coach"))["id"]!.ToString();
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach}", Bodies.Of(new { timeZone = "Europe/Athens" })))
            .Is(HttpStatusCode.OK);
        Assert.Equal("Europe/Athens", (await engagement.PersonAsync("coach"))["timeZone"]!.ToString());
        await app.AdvanceAsync("P14D");
        (await engagement.PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        await app.RestAsync();
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    // As another machine has recorded it, or an earlier one of this system's.
    private static async Task<TestEngagement> StartAsync(TestApp app, string zone)
    {
        var id = NameBasedId.Of("engagements", zone);
        var start = new StartEngagement(
            id, TestFirm.North.Id, zone, zone, Months: 6, HoursPerMonth: 3,
            Someone("Canary Lea", "lea@canary.example"), Someone("Canary Cora", "cora@canary.example"),
            [Someone("Canary Sam", "sam@canary.example")],
            Reference: null, Policy.Default, FirmAddress: null);
        var outcome = await app.Services.GetRequiredService<EngagementRepository>().UpdateAsync(
            id, Actor.Firm, stamp: null, start, app.Orchestrations, Cancellation);
        Assert.IsType<CommandOutcome.Done>(outcome);
        return new TestEngagement(app, id);
    }

    private static NewPerson Someone(string name, string email) => new(new PersonDetails(name, email), TimeZone: null);
}
