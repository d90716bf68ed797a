using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Links as mail programs, scanners and people mangle them.</summary>
public sealed class LinkCorpusTests
{
    [Fact]
    public async Task A_link_opens_whatever_was_added_to_it_and_never_with_a_part_missing()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var link = new Uri(await engagement.LinkAsync("progress", Bodies.Email("Sam Sponsor1"))).AbsolutePath;
        var token = link.Split('/')[^1];

        await CorpusFile.WalkAsync<LinkLine>("links", async line =>
        {
            var mangled = line.Mangled.Replace("{token}", token, StringComparison.Ordinal)
                .Replace("{TOKEN}", token.ToUpperInvariant(), StringComparison.Ordinal)
                .Replace("{token-1}", token[..^1], StringComparison.Ordinal)
                .Replace("{token-5}", token[..^5], StringComparison.Ordinal)
                .Replace("{first half}", token[..48], StringComparison.Ordinal)
                .Replace("{second half}", token[48..], StringComparison.Ordinal);
            using var request = new HttpRequestMessage(HttpMethod.Parse(line.Method), mangled);
            using var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => "opens",
                HttpStatusCode.NotFound => "not found",
                var status => $"{(int)status}",
            };
        });
    }

    private sealed record LinkLine : CorpusLine
    {
        /// <summary>The address, with the link's token in the place of {token}.</summary>
        public required string Mangled { get; init; }

        public string Method { get; init; } = "GET";
    }
}
