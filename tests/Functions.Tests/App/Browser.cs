using System.Text.RegularExpressions;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>A device of somebody: it keeps the one cookie that it was given.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly LinkClient _links;
    private readonly TestApp _app;

    public Browser(TestApp app)
    {
        _app = app;
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = app.Http.BaseAddress,
        };
        _links = new LinkClient(_http);
    }

    /// <summary>Name and value of the cookie, as they are sent.</summary>
    public string? Cookie { get; set; }

    /// <summary>The whole header that set the cookie.</summary>
    public string? SetCookie { get; private set; }

    public Task<PageReply> OpenAsync(string href) => SendAsync(href, () => _links.OpenAsync(href));

    public Task<PageReply> HeadAsync(string href) => SendAsync(href, () => _links.SendAsync(HttpMethod.Head, href, content: null));

    public Task<PageReply> PostAsync(string href, params (string Name, string Value)[] fields) =>
        SendAsync(href, () => _links.PostAsync(href, fields));

    public Task<PageReply> AskForCodeAsync(string href) => PostAsync(href, ("send", "on"));

    public Task<PageReply> EnterAsync(string href, string code) => PostAsync(href, ("code", code));

    /// <summary>Asks for a code, reads it in the mailbox and enters it.</summary>
    public async Task<PageReply> EnterMailedCodeAsync(TestEngagement engagement, string href, string to)
    {
        (await AskForCodeAsync(href)).Is(System.Net.HttpStatusCode.OK);
        return (await EnterAsync(href, await CodeAsync(engagement, to))).Is(System.Net.HttpStatusCode.OK);
    }

    /// <summary>Enters a mailed code on the coach's page.</summary>
    /// <returns>The page's link.</returns>
    public async Task<string> EnterWorkspaceAsync(TestEngagement engagement)
    {
        var coach = Bodies.Email("Cora Coach");
        var link = await engagement.LinkAsync("workspace", coach);
        await EnterMailedCodeAsync(engagement, link, coach);
        return link;
    }

    /// <summary>The newest code that was mailed to somebody.</summary>
    public static async Task<string> CodeAsync(TestEngagement engagement, string to) =>
        CodeIn((await engagement.MailsAsync()).Last(mail => mail.Kind == "accessCode" && mail.To == to).Text);

    public static string CodeIn(string text) => Code().Match(text).Groups["code"].Value;

    public void Dispose() => _http.Dispose();

    // As a browser does: what was accepted is seen on the page that it leads to.
    private async Task<PageReply> SendAsync(string href, Func<Task<PageReply>> send)
    {
        _http.DefaultRequestHeaders.Remove("Cookie");
        if (Cookie is not null)
            _http.DefaultRequestHeaders.Add("Cookie", Cookie);
        var reply = await send();
        if (reply.Headers.TryGetValues("Set-Cookie", out var set))
        {
            SetCookie = Assert.Single(set);
            Cookie = SetCookie.Split(';')[0];
        }

        await _app.RestAsync();
        if (reply.Status != System.Net.HttpStatusCode.SeeOther)
            return reply;
        var posted = new Uri(_http.BaseAddress!, new Uri(href, UriKind.RelativeOrAbsolute));
        return await OpenAsync(new Uri(posted, reply.Headers.Location!).PathAndQuery);
    }

    [GeneratedRegex("Your code is (?<code>[0-9]{6})\\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
