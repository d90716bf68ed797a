using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

/// <summary>Values that no engagement can be started with.</summary>
public sealed class StartValuesTests
{
    [Theory]
    [InlineData("months", "5")]
    [InlineData("months", "13")]
    [InlineData("months", "0")]
    [InlineData("months", "-6")]
    [InlineData("months", "6.5")]
    [InlineData("months", "1e999")]
    [InlineData("months", "99999999999999999999")]
    [InlineData("months", "\"6\"")]
    [InlineData("months", "true")]
    [InlineData("months", "[6]")]
    [InlineData("months", "null")]
    [InlineData("months", null)]
    [InlineData("hoursPerMonth", "0")]
    [InlineData("hoursPerMonth", "13")]
    [InlineData("hoursPerMonth", "\"3\"")]
    [InlineData("leader", "null")]
    [InlineData("leader", null)]
    [InlineData("leader", "\"Lea Canary\"")]
    [InlineData("leader", "[]")]
    [InlineData("coach", null)]
    [InlineData("leader.name", null)]
    [InlineData("leader.name", "null")]
    [InlineData("leader.name", "5")]
    [InlineData("leader.name", "\"\"")]
    [InlineData("leader.name", "\"  \"")]
    [InlineData("leader.name", """ "Lea\r\nBcc: canary@example.org" """)]
    [InlineData("leader.name", """ "Lea\u0000Canary" """)]
    [InlineData("leader.name", """ "Lea\u001bCanary" """)]
    [InlineData("leader.name", """ "Lea\u0085Canary" """)]
    [InlineData("leader.email", null)]
    [InlineData("leader.phone", "\"canary\"")]
    [InlineData("coach.email", "null")]
    [InlineData("sponsors", null)]
    [InlineData("sponsors", "null")]
    [InlineData("sponsors", "[]")]
    [InlineData("sponsors", "{}")]
    [InlineData("sponsors", "\"Sam Canary\"")]
    [InlineData("sponsors.0", "null")]
    [InlineData("sponsors.0", "\"Sam Canary\"")]
    [InlineData("sponsors.0.email", "\"LEA.leader.canary@example.org\"")]
    [InlineData("sponsors.0.email", "\"CORA.coach.canary@example.org\"")]
    [InlineData("sponsors.0.email", "\"sam.canary@example.org.\"")]
    [InlineData("sponsors.0.nickname", "\"canary\"")]
    [InlineData("coach.email", "\"lea.LEADER.canary@example.org\"")]
    [InlineData("timeZone", null)]
    [InlineData("timeZone", "null")]
    [InlineData("reference", """ "two\nlines canary" """)]
    [InlineData("reference", "5")]
    [InlineData("price", "5")]
    public async Task A_wrong_value_is_422_and_named_by_its_path(string member, string? raw)
    {
        await using var app = await TestApp.StartAsync();

        var refused = (await app.Firm.SendRawAsync(HttpMethod.Post, "/api/engagements", RawBody.With(Bodies.Start(), member, raw)))
            .IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-values");

        var path = Assert.Single(refused.At("errors")!.AsObject()).Key;
        var expected = $"$.{member}".Replace(".0", "[0]", StringComparison.Ordinal);
        Assert.True(path == expected || path == $"{expected}.{path.Split('.')[^1]}", $"{path} is not {expected}");
        Assert.DoesNotContain(Bodies.Canary, refused.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await app.Firm.GetAsync("/api/engagements")).At("items")!.AsArray());
    }

    [Fact]
    public async Task Members_are_compared_with_regard_to_case()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start().ToJsonString().Replace("\"months\"", "\"Months\"", StringComparison.Ordinal);

        (await app.Firm.SendRawAsync(HttpMethod.Post, "/api/engagements", body)).Names("$.months", "$.Months");
    }

    [Fact]
    public async Task Six_sponsors_are_too_many()
    {
        await using var app = await TestApp.StartAsync();

        (await app.Firm.PostAsync("/api/engagements", Bodies.Start(sponsors: 6))).Names("$.sponsors");
    }

    [Fact]
    public async Task Two_sponsors_have_two_addresses()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start(sponsors: 3);
        body["sponsors"]![2]!["email"] = body["sponsors"]![0]!["email"]!.ToString().ToUpperInvariant();

        (await app.Firm.PostAsync("/api/engagements", body)).Names("$.sponsors[2].email");
    }

    [Fact]
    public async Task All_mistakes_are_named_at_once()
    {
        await using var app = await TestApp.StartAsync();

        var refused = await app.Firm.PostAsync("/api/engagements", Bodies.Of(new { leader = new { name = "" }, months = 99, extra = 1 }));

        refused.Names("$.leader.name", "$.leader.email", "$.coach", "$.sponsors", "$.months", "$.timeZone", "$.extra");
    }

    [Theory]
    [InlineData(200, HttpStatusCode.Created)]
    [InlineData(201, HttpStatusCode.UnprocessableEntity)]
    public async Task A_name_has_at_most_200_characters(int length, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["leader"]!["name"] = "canary".PadRight(length, 'n');

        (await app.Firm.PostAsync("/api/engagements", body)).Is(status);
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_422()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["leader"]!["email"] = $"canary@{string.Join('.', Enumerable.Repeat(new string('a', 50), 5))}.org";

        (await app.Firm.PostAsync("/api/engagements", body)).Names("$.leader.email");
    }

    [Fact]
    public async Task Twenty_mistakes_are_named_of_however_many()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        for (var number = 0; number < 20_000; number++)
            body.Add($"member{number}", 1);

        var refused = (await app.Firm.PostAsync("/api/engagements", body)).IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-values");

        Assert.Equal(20, refused.At("errors")!.AsObject().Count);
        Assert.Contains("There may be more", refused.Value("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_that_a_plus_sign_sorts_into_one_mailbox_are_one_person()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["sponsors"]![0]!["email"] = "lea.leader.canary+sponsor@example.org";

        (await app.Firm.PostAsync("/api/engagements", body)).Names("$.sponsors[0].email");

        var engagement = await TestEngagement.AtStepAsync(app, 3);
        var raters = Bodies.Raters("peer", "peer");
        raters["raters"]![0]!["email"] = "q.canary+1@example.org";
        raters["raters"]![1]!["email"] = "Q.canary+2@example.org";
        (await engagement.PostAsync("raters", raters)).Names("$.raters[1].email");
    }

    [Fact]
    public async Task A_very_long_time_zone_is_422()
    {
        await using var app = await TestApp.StartAsync();
        var body = Bodies.Start();
        body["timeZone"] = new string('A', 100_000);

        (await app.Firm.PostAsync("/api/engagements", body)).Names("$.timeZone");
    }

    [Theory]
    [InlineData("two\r\nlines")]
    [InlineData("")]
    [InlineData("tab\there")]
    public async Task An_idempotency_key_is_printable_ASCII(string key)
    {
        await using var app = await TestApp.StartAsync();
        using var content = System.Net.Http.Json.JsonContent.Create((JsonNode)Bodies.Start());

        // What a client cannot send as a header does not arrive as one either; the rest is refused.
        var answer = await app.Firm.SendAsync(
            HttpMethod.Post, "/api/engagements", content, key.Replace("\r\n", "\u007f", StringComparison.Ordinal));

        if (key.Length > 0)
            answer.Names("Idempotency-Key");
    }
}
