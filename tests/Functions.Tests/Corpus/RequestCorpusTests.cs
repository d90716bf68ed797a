using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Requests as monitors, proxies and probes send them.</summary>
public sealed class RequestCorpusTests
{
    [Fact]
    public async Task A_request_is_answered_as_its_sender_expects()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        await CorpusFile.WalkAsync<RequestLine>("requests", async line =>
        {
            var parts = line.Request.Split(' ');
            using var request = new HttpRequestMessage(
                HttpMethod.Parse(parts[0]), parts[1].Replace("{id}", engagement.Id, StringComparison.Ordinal));
            foreach (var (name, value) in line.Headers)
                request.Headers.TryAddWithoutValidation(name, value.Replace("{key}", TestFirm.North.Key, StringComparison.Ordinal));
            using var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            return $"{(int)answer.StatusCode}";
        });
    }

    private sealed record RequestLine : CorpusLine
    {
        /// <summary>Method and address; {id} is an engagement.</summary>
        public required string Request { get; init; }

        /// <summary>{key} is the firm's key.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }
}
