using System.Net;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Functions.Tests.BadInput;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Names, addresses and time zones as people have them, in the call that starts an engagement.</summary>
public sealed class StartCorpusTests
{
    [Theory]
    [InlineData("names", "leader.name", "people.0.name")]
    [InlineData("addresses", "leader.email", "people.0.email")]
    [InlineData("zones", "leader.timeZone", "people.0.timeZone")]
    public async Task A_value_is_taken_or_refused_by_its_path(string file, string member, string read)
    {
        await using var app = await TestApp.StartAsync();

        await CorpusFile.WalkAsync<ValueLine>(file, async line =>
        {
            var raw = JsonValue.Create(line.Input).ToJsonString();
            var answer = await app.Firm.SendRawAsync(HttpMethod.Post, "/api/engagements", RawBody.With(Bodies.Start(), member, raw));
            return answer.Status switch
            {
                HttpStatusCode.Created when answer.Value(read) == line.Input => "taken",
                HttpStatusCode.Created => $"taken as {answer.Value(read)}",
                HttpStatusCode.UnprocessableEntity when answer.At("errors")!.AsObject() is { Count: 1 } errors
                    && errors.ContainsKey($"$.{member}") => "refused",
                _ => answer.Text,
            };
        });
    }

    private sealed record ValueLine : CorpusLine
    {
        public required string Input { get; init; }
    }
}
