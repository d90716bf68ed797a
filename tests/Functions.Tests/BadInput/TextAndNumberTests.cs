using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

/// <summary>Wrong values in the bodies of the steps.</summary>
public sealed class TextAndNumberTests
{
    [Theory]
    [InlineData(1, "heldOn", "\"2027-13-01\"")]
    [InlineData(1, "heldOn", "\"2027-02-30\"")]
    [InlineData(1, "heldOn", "\"04.01.2027\"")]
    [InlineData(1, "heldOn", "\"2027-01-04T00:00:00Z\"")]
    [InlineData(1, "heldOn", "\"0000-00-00\"")]
    [InlineData(1, "heldOn", "20270104")]
    [InlineData(1, "heldOn", "null")]
    [InlineData(1, "outcomes", "null")]
    [InlineData(1, "outcomes", "\"canary\"")]
    [InlineData(1, "outcomes.0", "null")]
    [InlineData(1, "outcomes.0.title", "null")]
    [InlineData(1, "outcomes.0.title", """ "two\nlines canary" """)]
    [InlineData(1, "outcomes.0.benchmark", "\"\"")]
    [InlineData(1, "outcomes.0.benchmark", """ "canary \u0007" """)]
    [InlineData(1, "outcomes.0.baseline", "null")]
    [InlineData(1, "outcomes.0.baseline", "\"2\"")]
    [InlineData(1, "outcomes.0.baseline", "1e999")]
    [InlineData(1, "outcomes.0.baseline", "-1e999")]
    [InlineData(1, "outcomes.0.baseline", "1000000000001")]
    [InlineData(1, "outcomes.0.target", "-1000000000001")]
    [InlineData(1, "outcomes.0.target", "79228162514264337593543950336")]
    [InlineData(1, "outcomes.0.target", "{}")]
    [InlineData(1, "outcomes.0.weight", "1")]
    [InlineData(2, "commitments", null)]
    [InlineData(2, "behaviors", "\" \"")]
    [InlineData(2, "behaviors", "5")]
    [InlineData(2, "fulfillingPromises", "[\"canary\"]")]
    [InlineData(2, "communicationStyle", """ "canary \u0000" """)]
    [InlineData(2, "id", "\"canary\"")]
    [InlineData(3, "raters", "[]")]
    [InlineData(3, "raters.0", "null")]
    [InlineData(3, "raters.0.relationship", "\"friend\"")]
    [InlineData(3, "raters.0.relationship", "\"Boss\"")]
    [InlineData(3, "raters.0.relationship", "0")]
    [InlineData(3, "raters.0.relationship", "null")]
    [InlineData(3, "raters.0.email", "\"canary\"")]
    [InlineData(3, "raters.0.timeZone", "\"Nowhere\"")]
    [InlineData(4, "themes", "{}")]
    [InlineData(4, "themes.0", "\"canary\"")]
    [InlineData(4, "practices.0.title", "null")]
    [InlineData(4, "practices.0.length", "5")]
    [InlineData(4, "reading.0.description", "5")]
    [InlineData(6, "minutes", "0")]
    [InlineData(6, "minutes", "-90")]
    [InlineData(6, "minutes", "1441")]
    [InlineData(6, "minutes", "90.5")]
    [InlineData(6, "mode", "\"telepathy\"")]
    [InlineData(6, "mode", "\"InPerson\"")]
    [InlineData(6, "mode", "1")]
    [InlineData(6, "mode", null)]
    [InlineData(6, "notes", null)]
    [InlineData(6, "readings", "{}")]
    [InlineData(6, "readings", """ [{"outcomeId": "canary", "value": 1}] """)]
    [InlineData(6, "readings", """ [{"outcomeId": 5, "value": 1}] """)]
    [InlineData(6, "readings", """ [{"value": 1}] """)]
    [InlineData(6, "id", "\"canary\"")]
    [InlineData(7, "attended", "null")]
    [InlineData(7, "attended", "[null]")]
    [InlineData(7, "attended", "[\"rater\"]")]
    [InlineData(7, "attended", "[5]")]
    [InlineData(7, "corrections", "{}")]
    [InlineData(7, "corrections.themes", "[null]")]
    [InlineData(7, "corrections.more", "[]")]
    [InlineData(8, "decision", "null")]
    [InlineData(8, "decision", "\"celebrate\"")]
    [InlineData(8, "celebration", "5")]
    [InlineData(8, "celebration", """ "canary \u0001" """)]
    [InlineData(8, "outcomes", """ [{"title": "canary"}] """)]
    public async Task A_wrong_value_is_422_and_named_by_its_path(int step, string member, string? raw)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, step);
        var (call, expected) = (CallOf(app, engagement, step), $"$.{member}".Replace(".0", "[0]", StringComparison.Ordinal));

        await engagement.ChangesNothingAsync(async () =>
        {
            var refused = (await app.Firm.SendRawAsync(call.Method, call.Path, RawBody.With(call.Body!, member, raw)))
                .IsProblem(HttpStatusCode.UnprocessableEntity, "invalid-values");
            Assert.All(refused.At("errors")!.AsObject(), error => Assert.StartsWith(expected, error.Key, StringComparison.Ordinal));
            Assert.DoesNotContain(Bodies.Canary, refused.Text, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData(20_000, HttpStatusCode.OK)]
    [InlineData(20_001, HttpStatusCode.UnprocessableEntity)]
    public async Task A_text_has_at_most_20000_characters(int length, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 2);
        var body = Bodies.LeaderInterview(app.Today);
        body["behaviors"] = "canary-secret".PadRight(length, 'x');

        (await engagement.PutAsync("leader-interview", body)).Is(status);
    }

    [Theory]
    [InlineData(200, 20_000, HttpStatusCode.OK)]
    [InlineData(201, 20_000, HttpStatusCode.UnprocessableEntity)]
    [InlineData(200, 20_001, HttpStatusCode.UnprocessableEntity)]
    public async Task Lengths_count_code_points(int name, int text, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var body = Bodies.Context(app.Today);
        body["outcomes"]![0]!["title"] = string.Concat(Enumerable.Repeat("😀", name));
        body["outcomes"]![0]!["benchmark"] = string.Concat(Enumerable.Repeat("𠮷", text));

        (await engagement.PutAsync("context", body)).Is(status);
    }

    [Fact]
    public async Task Texts_of_every_language_come_back_as_they_went_in()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var body = Bodies.Context(app.Today);
        const string title = "Führung 指導力 🧭 \"><script>alert(1)</script> ' & {0} %s";
        body["outcomes"]![0]!["title"] = title;

        (await engagement.PutAsync("context", body)).Is(HttpStatusCode.OK);

        Assert.Equal(title, (await engagement.GetAsync()).Value("outcomes.0.title"));
    }

    [Theory]
    [InlineData("startsAt", "\"2027-03-01\"")]
    [InlineData("startsAt", "\"2027-03-01T09:00:00\"")]
    [InlineData("startsAt", "\"2027-03-01T25:00:00Z\"")]
    [InlineData("startsAt", "\"tomorrow\"")]
    [InlineData("startsAt", "1")]
    [InlineData("startsAt", "\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("minutes", "0")]
    [InlineData("minutes", "1441")]
    [InlineData("place", """ "canary\r\nATTENDEE:mailto:x@example.org" """)]
    [InlineData("place", "5")]
    [InlineData("url", "\"canary\"")]
    public async Task A_wrong_meeting_is_422(string member, string raw)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var body = RawBody.With(Bodies.Meeting(app.Now.AddDays(9)), member, raw);

        await engagement.ChangesNothingAsync(async () =>
            (await app.Firm.SendRawAsync(HttpMethod.Put, $"{engagement.Path}/reviews/mid/meeting", body)).Names($"$.{member}"));
    }

    [Fact]
    public async Task A_meeting_at_the_end_of_the_calendar_for_which_no_invitation_can_be_written_is_422()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var body = RawBody.With(Bodies.Meeting(app.Now), "startsAt", "\"9999-12-31T23:59:00Z\"");

        (await app.Firm.SendRawAsync(HttpMethod.Put, $"{engagement.Path}/reviews/mid/meeting", body)).Names("$.startsAt");
    }

    private static Call CallOf(TestApp app, TestEngagement engagement, int step)
    {
        var (method, route, body) = step switch
        {
            1 => (HttpMethod.Put, "context", Bodies.Context(app.Today)),
            2 => (HttpMethod.Put, "leader-interview", Bodies.LeaderInterview(app.Today)),
            3 => (HttpMethod.Post, "raters", Bodies.Raters("boss")),
            4 => (HttpMethod.Post, "program", Bodies.Program()),
            6 => (HttpMethod.Post, "sessions", Bodies.Session(app.Today)),
            7 => (HttpMethod.Post, "mid-program-review", Bodies.MidReview(app.Today)),
            _ => (HttpMethod.Post, "end-of-program-review", (JsonObject)Bodies.EndReview(app.Today)),
        };
        return new Call(method, $"{engagement.Path}/{route}", body);
    }
}
