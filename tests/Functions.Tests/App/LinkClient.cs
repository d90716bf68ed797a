using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>A browser without a session: opens emailed links and posts their forms.</summary>
internal sealed class LinkClient(HttpClient http)
{
    public Task<PageReply> OpenAsync(string href) => SendAsync(HttpMethod.Get, href, content: null);

    public async Task<PageReply> PostAsync(string href, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, href, form);
    }

    public Task<PageReply> CommitAsync(string href) => PostAsync(href, Commit);

    public static (string Name, string Value)[] Commit { get; } =
        [("decision", "commit"), ("read", "on"), ("name", "Typed Canary Name"), ("comment", "canary-open comment on the design")];

    public static (string Name, string Value)[] Revise { get; } =
        [("decision", "revise"), ("read", "on"), ("name", "Typed Canary Name"), ("comment", "canary-open: fewer exercises, please")];

    public static (string Name, string Value)[] Answer { get; } =
        [("strengths", "canary-secret strengths"), ("growth", "canary-secret growth")];

    public async Task<PageReply> SendAsync(HttpMethod method, string href, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, PathOf(href)) { Content = content };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new PageReply(
            response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    // Links lead to the address that is configured for people; the test application listens elsewhere.
    private static string PathOf(string href) =>
        Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal)
        ? uri.PathAndQuery
        : href;
}

/// <summary>A page.</summary>
internal sealed record PageReply(HttpStatusCode Status, HttpResponseHeaders Headers, string Html)
{
    public IHtmlDocument Document => new HtmlParser().ParseDocument(Html);

    public string Heading => Document.QuerySelector("h1")!.TextContent.Trim();

    public PageReply Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {(int)Status}: {Html}");
        return this;
    }

    /// <summary>As it is read: where a line breaks in the source says nothing.</summary>
    public PageReply Says(string text)
    {
        var words = Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(text, string.Join(' ', words), StringComparison.Ordinal);
        return this;
    }
}
