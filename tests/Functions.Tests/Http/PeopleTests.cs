using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class PeopleTests
{
    [Fact]
    public async Task A_name_and_a_time_zone_are_corrected()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var leader = (await engagement.PersonAsync("leader"))["id"]!.ToString();

        var changed = (await ChangeAsync(app, engagement, leader, new { name = "Lena Canary", timeZone = "Asia/Tokyo" })).Is(HttpStatusCode.OK);

        Assert.Equal("Lena Canary", changed.Value("people.0.name"));
        Assert.Equal("Asia/Tokyo", changed.Value("people.0.timeZone"));
        Assert.Equal(Bodies.Email("Lea Leader"), changed.Value("people.0.email"));
    }

    [Fact]
    public async Task A_new_address_revokes_the_persons_links_and_gets_fresh_ones_for_what_is_owed()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 5);
        var leader = await engagement.PersonAsync("leader");
        var old = await engagement.LinkAsync("decide", leader["email"]!.ToString());
        var sponsors = await engagement.LinkAsync("decide", Bodies.Email("Sam Sponsor1"));
        (await app.Links.OpenAsync(old)).Is(HttpStatusCode.OK);

        (await ChangeAsync(app, engagement, leader["id"]!.ToString(), new { email = "lea.new.canary@example.org" })).Is(HttpStatusCode.OK);

        var gone = (await app.Links.OpenAsync(old)).Is(HttpStatusCode.Gone);
        Assert.DoesNotContain(Bodies.Canary, gone.Html, StringComparison.OrdinalIgnoreCase);
        (await app.Links.CommitAsync(old)).Is(HttpStatusCode.Gone);
        (await app.Links.OpenAsync(sponsors)).Is(HttpStatusCode.OK);
        (await app.Links.CommitAsync(await engagement.LinkAsync("decide", "lea.new.canary@example.org"))).Is(HttpStatusCode.OK).Says("is recorded");
    }

    [Fact]
    public async Task A_raters_address_can_be_corrected_too()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        var old = await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1"));

        (await ChangeAsync(app, engagement, (await engagement.RatersAsync())[0], new { email = "boss.new.canary@example.org" })).Is(HttpStatusCode.OK);

        (await app.Links.OpenAsync(old)).Is(HttpStatusCode.Gone);
        (await app.Links.OpenAsync(await engagement.LinkAsync("respond", "boss.new.canary@example.org"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var leader = await engagement.PersonAsync("leader");

        await engagement.ChangesNothingAsync(async () =>
        {
            (await ChangeAsync(app, engagement, leader["id"]!.ToString(), new { })).Is(HttpStatusCode.OK);
            (await ChangeAsync(app, engagement, leader["id"]!.ToString(), new { name = leader["name"]!.ToString(), email = leader["email"]!.ToString() })).Is(HttpStatusCode.OK);
        });
    }

    [Theory]
    [InlineData("leader", "sam.sponsor1.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("leader", "CORA.coach.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sponsor", "lea.leader.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sponsor", "sam.sponsor2.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sponsor", "CORA.coach.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("coach", "SAM.sponsor1.canary@example.org", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sponsor", "no address", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sponsor", "fresh.canary@example.org", HttpStatusCode.OK)]
    public async Task An_address_has_to_keep_the_rules_of_the_start(string role, string email, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app, Bodies.Start(sponsors: 2));
        var person = (await engagement.PersonAsync(role))["id"]!.ToString();

        var answer = (await ChangeAsync(app, engagement, person, new { email })).Is(status);

        if (status == HttpStatusCode.UnprocessableEntity)
            answer.Names("$.email");
    }

    private static Task<ApiAnswer> ChangeAsync(TestApp app, TestEngagement engagement, string person, object change) =>
        app.Firm.PatchAsync($"{engagement.Path}/people/{person}", (JsonNode)Bodies.Of(change));
}
