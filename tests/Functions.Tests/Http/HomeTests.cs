using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class HomeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_systems_own_address_shows_a_page_that_leads_on()
    {
        await using var app = await TestApp.StartAsync();

        using var answer = await app.Http.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.All(
            ["/api/docs", "/dev/mail", "/dev/clock"], address => Assert.Contains($"href=\"{address}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_production_it_leads_to_nothing_of_development()
    {
        await using var app = await TestApp.StartAsync(environment: "Production");

        var html = await app.Http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.Contains("href=\"/api/docs\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/dev/", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/nothing/at/all", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/engagements", HttpStatusCode.MethodNotAllowed)]
    public async Task Whatever_is_not_served_is_answered_alike(string method, string address, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        using var answer = await app.Http.SendAsync(request, Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.NotNull(answer.Content.Headers.ContentLength);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, answer.Content.Headers.Allow.Count > 0);
    }
}
