using System.Net;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.BadInput;

public sealed class MalformedJsonTests
{
    public static TheoryData<string> NotJson { get; } = new(
        "", " ", "{", "}", "nul", "{\"reason\": \"canary}", "{'reason': 'canary'}", "{\"reason\": \"canary\",}",
        "{\"reason\": \"canary\"} {}",
        "{\"reason\": \"canary\" /* why */}", "{\"reason\": NaN}", "{\"reason\": Infinity}", "{\"reason\": 01}", "{\"reason\": +1}",
        "{\"reason\": .5}",
        "{\"reason\": \"line\nbreak canary\"}", "{\"reason\": \"\\x41\"}", "{\"reason\": \"\\ud83\"}",
        "{\"reason\": \"canary\", \"reason\": \"canary\"}", "{\"reason\": \"canary\", \"\\u0072eason\": \"canary\"}",
        "{\"reason\": \"canary\", \"x\": {\"y\": 1, \"y\": 2}}",
        "reason=canary", "<reason>canary</reason>", "\ufeff\ufeff{\"reason\": \"canary\"}",
        Nested(17), Nested(100_000));

    public static TheoryData<string> NoObject { get; } = new("null", "true", "5", "\"canary\"", "[]", "[{\"reason\": \"canary\"}]");

    [Theory]
    [MemberData(nameof(NotJson), DisableDiscoveryEnumeration = true)]
    public async Task What_is_not_json_is_400(string body)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var path in Addresses(engagement))
                (await app.Firm.SendRawAsync(HttpMethod.Post, path, body)).IsProblem(HttpStatusCode.BadRequest, "malformed-json");
        });
    }

    [Fact]
    public async Task Json_in_another_encoding_is_400()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var text = Bodies.Reason().ToJsonString();
        byte[][] bodies =
        [
            Encoding.Unicode.GetBytes(text), Encoding.BigEndianUnicode.GetBytes(text), Encoding.UTF32.GetBytes(text),
            [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)],
        ];

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var body in bodies)
                (await app.Firm.SendRawAsync(HttpMethod.Post, $"{engagement.Path}/cancel", body))
                    .IsProblem(HttpStatusCode.BadRequest, "malformed-json");
        });
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_400_wherever_they_stand()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        byte[][] values = [
            [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe4], Encoding.Latin1.GetBytes("M\u00fcller")];

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var value in values)
            {
                byte[][] bodies =
                [
                    [.. "{\"reason\": \"canary "u8, .. value, .. "\"}"u8],
                    [.. "{\"reason\": \"canary\", \""u8, .. value, .. "\": 1}"u8],
                    [.. "{\"reason\": \"canary\", \"x\": [{\"y\": \""u8, .. value, .. "\"}]}"u8],
                    [.. "{\"reason\": 5, \"reference\": \""u8, .. value, .. "\"}"u8],
                ];
                foreach (var (body, path) in from body in bodies from path in Addresses(engagement) select (body, path))
                    (await app.Firm.SendRawAsync(HttpMethod.Post, path, body)).IsProblem(HttpStatusCode.BadRequest, "malformed-json");
            }
        });
    }

    [Theory]
    [InlineData("""{"reason": "canary \ud800"}""")]
    [InlineData("""{"reason": "canary \udc00\ud800"}""")]
    [InlineData("""{"reason": "canary", "\ud800": 1}""")]
    [InlineData("""{"reason": "canary", "x": "\ud800"}""")]
    [InlineData("""{"reason": "canary", "x": {"\ud800": 1}}""")]
    [InlineData("""{"\ud800": 1, "\ud800": 1}""")]
    public async Task Half_a_character_is_refused(string body)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        await engagement.ChangesNothingAsync(async () =>
        {
            var answer = await app.Firm.SendRawAsync(HttpMethod.Post, $"{engagement.Path}/cancel", body);
            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity]);
            Assert.Equal("application/problem+json", answer.ContentType!.MediaType);
        });
    }

    [Theory]
    [MemberData(nameof(NoObject))]
    public async Task Json_that_is_no_object_is_422(string body)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        await engagement.ChangesNothingAsync(async () =>
        {
            foreach (var path in Addresses(engagement))
                (await app.Firm.SendRawAsync(HttpMethod.Post, path, body)).Names("$");
        });
    }

    [Theory]
    [InlineData(1_048_577)]
    [InlineData(1_500_000)]
    public async Task A_body_over_1_MB_is_413(int size)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var body = Encoding.UTF8.GetBytes(Bodies.Reason().ToJsonString().PadRight(size));

        await engagement.ChangesNothingAsync(async () =>
        {
            (await app.Firm.SendRawAsync(HttpMethod.Post, $"{engagement.Path}/cancel", body))
                .IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
            using var chunked = new StreamContent(new UnseekableStream(body));
            chunked.Headers.ContentType = new("application/json");
            (await app.Firm.SendAsync(HttpMethod.Post, $"{engagement.Path}/cancel", chunked)).Is(HttpStatusCode.RequestEntityTooLarge);
        });
    }

    [Fact]
    public async Task A_body_of_1_MB_is_read()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await app.Firm.SendRawAsync(HttpMethod.Post, $"{engagement.Path}/cancel", Bodies.Reason().ToJsonString().PadRight(1_048_576)))
            .Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Another_content_type_is_415(string type)
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        await engagement.ChangesNothingAsync(async () =>
            (await app.Firm.SendRawAsync(
                HttpMethod.Post, $"{engagement.Path}/cancel", Encoding.UTF8.GetBytes(Bodies.Reason().ToJsonString()), type))
                .IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"));
    }

    [Fact]
    public async Task No_body_at_all_is_415()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        (await app.Firm.SendAsync(HttpMethod.Post, $"{engagement.Path}/cancel", content: null))
            .IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    private static string[] Addresses(TestEngagement engagement) =>
        ["/api/engagements", $"{engagement.Path}/cancel", $"{engagement.Path}/raters"];

    private static string Nested(int depth) => $"{{\"reason\": {new string('[', depth)}{new string(']', depth)}}}";

    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();
    }
}
