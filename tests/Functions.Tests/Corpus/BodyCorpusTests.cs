using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.BadInput;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Bodies as programs write them, byte by byte, in calls of a firm.</summary>
public sealed class BodyCorpusTests
{
    [Fact]
    public async Task A_body_is_taken_or_refused_as_the_contract_says()
    {
        await using var app = await TestApp.StartAsync();
        var atContext = await TestEngagement.StartAsync(app);
        var atRaters = await TestEngagement.AtStepAsync(app, 3);
        var atMeetings = await TestEngagement.AtStepAsync(app, 6);

        await CorpusFile.WalkAsync<BodyLine>("bodies", async line =>
        {
            var (engagement, body) = line.Call switch
            {
                "POST /api/engagements" => (atContext, Bodies.Start()),
                "PUT context" => (atContext, Bodies.Context(app.Today)),
                "POST cancel" => (await TestEngagement.StartAsync(app), Bodies.Reason()),
                "POST raters" => (atRaters, Bodies.Raters("peer")),
                "POST three-sixty/close" => (atRaters, new JsonObject()),
                "POST sessions" => (atMeetings, Bodies.Session(app.Today)),
                "PUT reviews/mid/meeting" => (atMeetings, Bodies.Meeting(app.Now + TimeSpan.FromDays(30))),
                _ => throw new ArgumentException($"No such call: {line.Call}", nameof(line)),
            };
            var parts = line.Call.Split(' ');
            var path = parts[1].StartsWith('/') ? parts[1] : $"{engagement.Path}/{parts[1]}";
            var text = line.Body ?? RawBody.With(body, line.Member ?? "", line.Raw);
            using var content = text.Length == 0 && line.Type is null
                ? null
                : new ByteArrayContent((line.Latin1 ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text));
            content?.Headers.TryAddWithoutValidation("Content-Type", line.Type ?? "application/json");
            if (line.Encoding is { } encoding)
                content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            return Said(await app.Firm.SendAsync(HttpMethod.Parse(parts[0]), path, content));
        });
    }

    private static string Said(ApiAnswer answer)
    {
        if ((int)answer.Status < 400)
            return $"{(int)answer.Status}";
        var code = answer.Value("type")!.Split(':')[^1];
        return answer.At("errors") is JsonObject errors
            ? $"{(int)answer.Status} {code} {string.Join(' ', errors.Select(error => error.Key))}"
            : $"{(int)answer.Status} {code}";
    }

    /// <summary>A call: its body whole, or the usual body with one member's JSON text in its place.</summary>
    private sealed record BodyLine : CorpusLine
    {
        public required string Call { get; init; }

        public string? Body { get; init; }

        public string? Member { get; init; }

        public string? Raw { get; init; }

        public string? Type { get; init; }

        public string? Encoding { get; init; }

        /// <summary>Whether a character of the body is a byte.</summary>
        public bool Latin1 { get; init; }
    }
}
