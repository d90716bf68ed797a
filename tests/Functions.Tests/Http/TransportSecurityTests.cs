using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>People come by https; a proxy in front speaks http with the system.</summary>
public sealed class TransportSecurityTests
{
    private const string Header = "Strict-Transport-Security";

    private static readonly string Coach = Bodies.Email("Cora Coach");

    [Fact]
    public async Task Where_people_come_by_https_browsers_come_by_nothing_else_and_cookies_go_by_nothing_else()
    {
        await using var app = await TestApp.StartAsync(settings: "--Links:BaseUrl=https://coaching.example.org");
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);

        var page = await browser.EnterMailedCodeAsync(engagement, await engagement.LinkAsync("workspace", Coach), Coach);

        Assert.Contains("max-age=31536000", page.Headers.GetValues(Header));
        Assert.StartsWith("__Host-device-", browser.SetCookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure;", browser.SetCookie, StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", (await app.Firm.GetAsync(engagement.Path)).Is(HttpStatusCode.OK).Headers.GetValues(Header));
    }

    [Fact]
    public async Task On_a_machine_of_ones_own_both_go_by_http()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new Browser(app);
        var engagement = await TestEngagement.StartAsync(app);

        var page = await browser.EnterMailedCodeAsync(engagement, await engagement.LinkAsync("workspace", Coach), Coach);

        Assert.False(page.Headers.Contains(Header));
        Assert.DoesNotContain("secure", browser.SetCookie, StringComparison.Ordinal);
    }
}
