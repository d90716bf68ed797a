using System.Net;
using System.Text;
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

        var changed = (await ChangeAsync(app, engagement, leader, new { name = "Lena Canary", timeZone = "Asia/Tokyo" }))
            .Is(HttpStatusCode.OK);

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
        using var known = new Browser(app);
        await known.EnterMailedCodeAsync(
            engagement, await engagement.LinkAsync("program", leader["email"]!.ToString()), leader["email"]!.ToString());
        (await app.Links.OpenAsync(old)).Is(HttpStatusCode.OK);

        (await ChangeAsync(app, engagement, leader["id"]!.ToString(), new { email = "lea.new.canary@example.org" })).Is(HttpStatusCode.OK);

        var gone = (await app.Links.OpenAsync(old)).Is(HttpStatusCode.Gone);
        Assert.DoesNotContain(Bodies.Canary, gone.Html, StringComparison.OrdinalIgnoreCase);
        (await app.Links.CommitAsync(old)).Is(HttpStatusCode.Gone);
        (await app.Links.OpenAsync(sponsors)).Is(HttpStatusCode.OK);
        (await app.Links.PostAsync(
            await engagement.LinkAsync("address", leader["email"]!.ToString()), ("answer", "confirm"), ("read", "on")))
            .Is(HttpStatusCode.OK);
        (await app.Links.CommitAsync(await engagement.LinkAsync("decide", "lea.new.canary@example.org"))).Is(HttpStatusCode.OK)
            .Says("is recorded");
    }

    [Fact]
    public async Task A_raters_address_can_be_corrected_too()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.AddRatersAsync("boss", "peer");
        var old = await engagement.LinkAsync("respond", Bodies.Email("Rater boss 1"));

        (await ChangeAsync(app, engagement, (await engagement.RatersAsync())[0], new { email = "boss.new.canary@example.org" }))
            .Is(HttpStatusCode.OK);

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
            (await ChangeAsync(
                app, engagement, leader["id"]!.ToString(), new { name = leader["name"]!.ToString(), email = leader["email"]!.ToString() }))
                .Is(HttpStatusCode.OK);
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

    [Fact]
    public async Task A_welcome_that_bounced_goes_to_the_address_that_is_given_again()
    {
        await using var app = await TestApp.StartAsync();
        app.Mails.Instead = mail => mail.Kind == MailKind.Welcome ? new MailResult.Refused() : null;
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        var leader = await engagement.PersonAsync("leader");
        Assert.Equal("bouncing", leader["mail"]!.ToString());
        app.Mails.Instead = null;

        (await ChangeAsync(app, engagement, leader["id"]!.ToString(), new { email = leader["email"]!.ToString() })).Is(HttpStatusCode.OK);

        Assert.Single(await engagement.MailsAsync(), mail => mail.Kind == "welcome");
        (await app.Links.OpenAsync(await engagement.LinkAsync("program", leader["email"]!.ToString()))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_is_corrected_a_second_after_the_start_is_welcomed()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("PT1S");
        foreach (var (role, rel) in ((string, string)[])[("leader", "program"), ("sponsor", "progress"), ("coach", "workspace")])
            (await ChangeAsync(
                app, engagement, (await engagement.PersonAsync(role))["id"]!.ToString(), new { email = $"{rel}.canary@example.org" }))
                .Is(HttpStatusCode.OK);

        foreach (var rel in (string[])["program", "progress", "workspace"])
            (await app.Links.OpenAsync(await engagement.LinkAsync(rel, $"{rel}.canary@example.org"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_meeting_that_is_arranged_comes_into_the_calendar_of_a_new_address()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(60)))).Is(HttpStatusCode.OK);
        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(61)))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        var former = Assert.Single(
            Invitations(Bodies.Email("Sam Sponsor1")), file => file.Contains("SEQUENCE:1", StringComparison.Ordinal));

        (await ChangeAsync(
            app, engagement, (await engagement.PersonAsync("sponsor"))["id"]!.ToString(), new { email = "new.canary@example.org" }))
            .Is(HttpStatusCode.OK);
        await app.RestAsync();

        var invitation = Assert.Single(Invitations("new.canary@example.org"));
        Assert.Contains("METHOD:REQUEST", invitation, StringComparison.Ordinal);
        foreach (var property in (string[])["UID", "SEQUENCE", "DTSTART", "DTEND"])
            Assert.Equal(Line(former, property), Line(invitation, property));

        IEnumerable<string> Invitations(string to) => app.Mails.All.Where(mail => mail.ToAddress == to)
            .SelectMany(mail => mail.Attachments).Select(file => Encoding.UTF8.GetString(file.Content));

        static string Line(string calendar, string property) =>
            calendar.Split("\r\n")
                .Single(line => line.StartsWith(property, StringComparison.Ordinal) && line[property.Length] is ':' or ';');
    }

    private static Task<ApiAnswer> ChangeAsync(TestApp app, TestEngagement engagement, string person, object change) =>
        app.Firm.PatchAsync($"{engagement.Path}/people/{person}", (JsonNode)Bodies.Of(change));
}
