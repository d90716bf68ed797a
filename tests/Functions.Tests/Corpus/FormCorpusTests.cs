using System.Net.Http.Headers;
using System.Text;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Corpus;

/// <summary>Forms as browsers, scanners and programs post them, byte by byte, to a rater's page.</summary>
public sealed class FormCorpusTests
{
    [Fact]
    public async Task A_form_is_recorded_or_answered_by_a_page_that_says_what_to_do()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await engagement.PostAsync("raters", Bodies.Raters([.. Enumerable.Repeat("peer", 40)]));
        var links = new Queue<string>((await app.MailsAsync(engagement.Id)).SelectMany(mail => mail.Links)
            .Where(link => link.Rel == "respond").Select(link => link.Href));

        await CorpusFile.WalkAsync<FormLine>("forms", async line =>
        {
            var link = links.Peek();
            using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(line.Body));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(link).PathAndQuery) { Content = content };
            foreach (var (name, value) in line.Headers)
            {
                HttpHeaders headers = name.StartsWith("Content-", StringComparison.Ordinal) ? content.Headers : request.Headers;
                headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var page = new PageReply(
                answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.NotEmpty(page.Heading);
            if ((await app.Links.OpenAsync(link)).Document.QuerySelector("form") is not null)
                return $"{(int)page.Status}";
            links.Dequeue();
            return "recorded";
        });
    }

    private sealed record FormLine : CorpusLine
    {
        /// <summary>Those of the request and of its body.</summary>
        public required IReadOnlyDictionary<string, string> Headers { get; init; }

        /// <summary>A character is a byte.</summary>
        public required string Body { get; init; }
    }
}
