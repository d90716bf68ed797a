using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>401, then 404, 413 or 415, 400, 422, and 409 at the end: each request below has all mistakes from its own on.</summary>
public sealed class OrderOfChecksTests
{
    private static readonly string WrongKey = new('k', 201);
    private static readonly string Large = $"{{\"reason\": \"{new string('x', 1_048_600)}";

    [Fact]
    public async Task Answers_come_in_the_order_of_the_contract()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        (await engagement.PostAsync("cancel", Bodies.Reason())).Is(HttpStatusCode.OK);
        var path = $"{engagement.Path}/sessions";
        var unknown = "/api/engagements/00000000-0000-0000-0000-000000000000/sessions";
        const string broken = "{";
        const string wrong = """{ "heldOn": 5 }""";
        var right = Bodies.Session(app.Today).ToJsonString();

        await engagement.ChangesNothingAsync(async () =>
        {
            (await SendAsync(app.WithKey(null), unknown, Large, "text/plain", WrongKey))
                .IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            (await SendAsync(app.Firm, unknown, Large, "text/plain", WrongKey)).IsProblem(HttpStatusCode.NotFound, "not-found");
            (await SendAsync(app.Firm, path, Large, "application/json", WrongKey))
                .IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
            (await SendAsync(app.Firm, path, broken, "text/plain", WrongKey))
                .IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            (await SendAsync(app.Firm, path, broken, "application/json", WrongKey)).IsProblem(HttpStatusCode.BadRequest, "malformed-json");
            (await SendAsync(app.Firm, path, wrong, "application/json", WrongKey))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-values");
            (await SendAsync(app.Firm, path, right, "application/json", WrongKey)).Names("Idempotency-Key");
            (await SendAsync(app.Firm, path, right, "application/json", key: null)).IsProblem(HttpStatusCode.Conflict, "engagement-over");
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("key-of-NORTH")]
    [InlineData("key-of-north key-of-south")]
    public async Task Without_the_right_key_everything_is_401(string? key)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var stranger = app.WithKey(key);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var call in EveryCall.Of(app, engagement, person: "p", rater: "r", session: "s"))
            {
                var answer = (await stranger.SendAsync(call)).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
                Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            }

            (await stranger.GetAsync("/api/engagements")).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
            (await stranger.PostAsync("/api/engagements", Bodies.Start())).IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        });
    }

    [Fact]
    public async Task A_foreign_firms_engagement_is_not_there()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var session = (await engagement.PostAsync("sessions", Bodies.Session(app.Today))).Value("id")!;
        var person = (await engagement.PersonAsync("leader"))["id"]!.ToString();
        var rater = (await engagement.RatersAsync())[0];
        var south = app.As(TestFirm.South);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var call in EveryCall.Of(app, engagement, person, rater, session))
            {
                var foreign = (await south.SendAsync(call)).IsProblem(HttpStatusCode.NotFound, "not-found");
                var nowhere = call.Path.Replace(engagement.Id, "00000000-0000-4000-8000-000000000000", StringComparison.Ordinal);
                var missing = await south.SendAsync(call with { Path = nowhere });
                Assert.Equal(missing.Text, foreign.Text);
            }
        });
    }

    [Theory]
    [InlineData("DELETE", "/api/engagements")]
    [InlineData("GET", "/api/engagements/x/sessions")]
    [InlineData("POST", "/api/engagements/x/context")]
    public async Task An_address_that_does_not_serve_a_method_is_405_with_a_problem(string method, string path)
    {
        await using var app = await TestApp.StartAsync();

        var answer = (await app.Firm.SendAsync(new HttpMethod(method), path, content: null)).Is(HttpStatusCode.MethodNotAllowed);

        Assert.Equal("application/problem+json", answer.ContentType!.MediaType);
        Assert.Contains("Allow header", answer.Value("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_404_with_a_problem()
    {
        await using var app = await TestApp.StartAsync();

        var answer = (await app.Firm.GetAsync("/api/coaches")).Is(HttpStatusCode.NotFound);

        Assert.Equal("application/problem+json", answer.ContentType!.MediaType);
    }

    private static async Task<ApiAnswer> SendAsync(FirmClient firm, string path, string body, string type, string? key)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await firm.SendAsync(HttpMethod.Post, path, content, key);
    }
}
