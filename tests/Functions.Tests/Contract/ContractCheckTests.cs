using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Tests.Contract;

/// <summary>The check of all answers against the contract finds what it should.</summary>
public sealed class ContractCheckTests
{
    private const string Id = "bd9d3683-a0a7-5352-ba1c-87e919dd1a06";
    private const string Problem = """{"type":"urn:coachingworkflow:problem:not-found","title":"t","status":404,"detail":"d"}""";

    private static readonly ContractRules Rules = new(ContractDocument.Served);

    [Fact]
    public void An_answer_that_the_contract_has_is_no_difference()
    {
        Assert.Empty(Rules.Differences(Logged()));
        Assert.Empty(Rules.Differences(Logged() with { Status = 404, Type = "application/problem+json", Body = Problem }));
        Assert.Empty(Rules.Differences(Logged() with
        {
            Method = "PUT",
            Status = 405,
            Headers = Headers("Allow", "POST"),
            Type = "application/problem+json",
            Body = Problem,
        }));
        Assert.Empty(
            Rules.Differences(Logged() with { Path = "/api/coaches", Status = 404, Type = "application/problem+json", Body = Problem }));
    }

    [Theory]
    [InlineData("""{"id":"bd9d3683-a0a7-5352-ba1c-87e919dd1a06","hours":1.5,"budgetHours":27}""", "overBudget")]
    [InlineData("""{"id":"bd9d3683-a0a7-5352-ba1c-87e919dd1a06","hours":1.5,"budgetHours":27,"overBudget":false,"notes":"x"}""", "notes")]
    [InlineData("""{"id":"bd9d3683-a0a7-5352-ba1c-87e919dd1a06","hours":"1.5","budgetHours":27,"overBudget":false}""", "hours")]
    [InlineData("""{"id":"BD9D3683-A0A7-5352-BA1C-87E919DD1A06","hours":1.5,"budgetHours":27,"overBudget":false}""", "id")]
    [InlineData("[]", "array")]
    [InlineData("{", "no JSON")]
    public void A_body_that_is_not_as_its_schema_says_is_found(string body, string named) => IsFound(Logged() with { Body = body }, named);

    [Fact]
    public void A_problem_with_a_member_or_a_type_that_is_not_in_the_contract_is_found()
    {
        var refused = Logged() with { Status = 404, Type = "application/problem+json", Body = Problem };

        IsFound(refused with { Body = Problem.Replace("\"status\"", "\"extra\":1,\"status\"", StringComparison.Ordinal) }, "extra");
        IsFound(refused with { Body = Problem.Replace("not-found", "gone", StringComparison.Ordinal) }, "type");
        IsFound(refused with { Status = 409 }, "type");
    }

    [Fact]
    public void A_status_content_type_address_or_method_that_is_not_in_the_contract_is_found()
    {
        IsFound(Logged() with { Status = 202 }, "status 202");
        IsFound(Logged() with { Type = "text/html" }, "text/html");
        IsFound(Logged() with { Path = "/api/coaches" }, "address");
        IsFound(Logged() with { Method = "PUT" }, "method");
        IsFound(Logged() with { Method = "GET", Path = "/api/docs", Status = 303, Type = null }, "status 303");
    }

    [Fact]
    public void A_header_that_is_missing_or_wrong_is_found()
    {
        IsFound(Logged() with { Headers = Headers() }, "Location is missing");
        IsFound(Logged() with { Headers = Headers("Location", "/sessions/1") }, "Location");
        IsFound(Logged() with { Status = 503, Headers = Headers("Retry-After", "soon"), Type = "application/problem+json" }, "Retry-After");
    }

    [Fact]
    public void A_request_that_was_accepted_against_the_contract_is_found_and_a_refused_one_is_none()
    {
        var extra = Body(body => body["place"] = "Berlin");
        IsFound(Logged() with { RequestBody = extra }, "place");
        IsFound(Logged() with { RequestBody = Body(body => body["minutes"] = 1441) }, "minutes");
        IsFound(Logged() with { RequestBody = Body(body => body.Remove("notes")) }, "notes");
        IsFound(Logged() with { RequestHeaders = Headers("Idempotency-Key", new string('k', 201)) }, "Idempotency-Key");
        IsFound(List("limit", "201"), "limit");
        IsFound(List("status", "gone"), "status");

        Assert.Empty(Rules.Differences(List("limit", "200")));
        Assert.Empty(
            Rules.Differences(Logged() with { RequestBody = extra, Status = 404, Type = "application/problem+json", Body = Problem }));
    }

    [Fact]
    public async Task A_test_in_which_the_application_answers_against_the_contract_fails_whoever_called()
    {
        var app = await TestApp.StartAsync(builder => builder.MapDevelopment(routes =>
        {
            routes.MapGet("/api/coaches", () => Results.Json(new { items = Array.Empty<string>() }));
            routes.MapGet("/api/health/alive", () => Results.Ok());
        }));
        (await app.Firm.GetAsync("/api/coaches")).Is(HttpStatusCode.OK);
        using (var stranger = new HttpClient { BaseAddress = app.Http.BaseAddress })
        {
            using var alive = await stranger.GetAsync(
                new Uri("/api/health/alive", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(alive.IsSuccessStatusCode);
        }

        (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK);

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(async () => await app.DisposeAsync());

        Assert.Contains("GET /api/coaches: 200", failure.Message, StringComparison.Ordinal);
        Assert.Contains("GET /api/health/alive: 200", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/engagements", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_application_reads_and_answers_is_the_same_with_the_check_around_it()
    {
        await using var app = await TestApp.StartAsync();
        using var content = JsonContent.Create((JsonNode)Bodies.Start());

        using var answer = await app.Http.PostAsync(
            new Uri("/api/engagements", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            answer.Content.Headers.ContentLength,
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    private static void IsFound(Exchange exchange, string named)
    {
        var differences = Rules.Differences(exchange).ToList();
        Assert.NotEmpty(differences);
        Assert.Contains(differences, difference => difference.Contains(named, StringComparison.Ordinal));
    }

    private static Exchange Logged() => new(
        "POST", $"/api/engagements/{Id}/sessions", Headers(), Headers("Idempotency-Key", "1"), "application/json", Body(_ => { }), 201,
        Headers("Location", $"/api/engagements/{Id}/sessions/{Id}", "Retry-After", "1", "ETag", "\"1\""), "application/json; charset=utf-8",
        $$"""{"id":"{{Id}}","hours":1.5,"budgetHours":27,"overBudget":false}""");

    private static Exchange List(string parameter, string value) => new(
        "GET", "/api/engagements", Headers(parameter, value), Headers(), null, null, 200, Headers(), "application/json; charset=utf-8",
        """{"items":[],"next":null}""");

    private static string Body(Action<JsonObject> change)
    {
        var body = Bodies.Session(new DateOnly(2027, 1, 4));
        change(body);
        return body.ToJsonString();
    }

    private static Dictionary<string, string> Headers(params ReadOnlySpan<string> namesAndValues)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < namesAndValues.Length; index += 2)
            headers[namesAndValues[index]] = namesAndValues[index + 1];
        return headers;
    }
}
