using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Clocks;

public sealed class ClockPageTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse(TestHost.Start, System.Globalization.CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_gets_a_page_with_buttons_and_a_program_JSON()
    {
        await using var host = await TestHost.StartAsync(
            [], [typeof(Functions)], builder => builder.MapDevelopment(routes => routes.MapGet("/dev/things", () => "")));

        using var answer = await SendAsync(host, HttpMethod.Get, accept: "text/html,application/xhtml+xml,*/*;q=0.8");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Monday, 5 January 2026, 09:00:00", page, StringComparison.Ordinal);
        Assert.Contains("<button name=\"advanceBy\" value=\"P7D\">A week</button>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/dev/things\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var json = await SendAsync(host, HttpMethod.Get, accept: "*/*");
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_button_advances_the_clock_and_leads_back_to_the_page()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Works), Start.UtcDateTime.AddDays(5));

        using var posted = await PostAsync(host, "advanceBy", "P7D");

        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.Equal(Start.AddDays(7), host.Now);
        using var page = await SendAsync(host, HttpMethod.Get, posted.Headers.Location!.ToString(), "text/html");
        Assert.Contains(
            "2 timers fired", await page.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal); // One of them only waits on, on the third day.
    }

    [Fact]
    public async Task The_next_due_thing_is_when_an_activity_is_called_not_when_a_long_timer_waits_on()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Works), Start.UtcDateTime.AddDays(20));
        await host.ScheduleAsync(nameof(Functions.Works), Start.UtcDateTime.AddDays(8));
        await host.RestAsync();

        using (await PostAsync(host, "advanceTo", "next"))
            Assert.Equal(Start.AddDays(8), host.Now);
        using var json = await host.Http.PostAsJsonAsync("/dev/clock", new { advanceTo = "next" }, Cancellation);
        Assert.Equal(
            Start.AddDays(20).UtcDateTime,
            (await json.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("now").GetDateTime());
        using (await PostAsync(host, "advanceTo", "next"))
            Assert.Equal(Start.AddDays(20), host.Now); // Nothing is due any more.
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Another_site_cannot_advance_the_clock(string header, string value)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        foreach (HttpContent content in (HttpContent[])[Form("advanceBy", "P1D"), new StringContent("""{"advanceBy":"P1D"}""")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/clock") { Content = content };
            request.Headers.Add(header, value);
            using var refused = await host.Http.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        }

        Assert.Equal(Start, host.Now);
    }

    [Fact]
    public async Task Its_own_page_and_a_program_can()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dev/clock") { Content = Form("advanceBy", "P1D") };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        using var answer = await host.Http.SendAsync(request, Cancellation);

        Assert.Equal(Start.AddDays(1), host.Now);
    }

    [Theory]
    [InlineData("advanceBy", "-P1D")]
    [InlineData("advanceBy", "a week")]
    [InlineData("advanceTo", "2020-01-01T00:00:00Z")]
    [InlineData("other", "P1D")]
    public async Task A_form_with_nonsense_is_refused(string name, string value)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));

        using var refused = await PostAsync(host, name, value);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(Start, host.Now);
    }

    private static FormUrlEncodedContent Form(string name, string value) => new([KeyValuePair.Create(name, value)]);

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string name, string value)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        using var form = Form(name, value);
        return await http.PostAsync("/dev/clock", form, Cancellation);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TestHost host, HttpMethod method, string path = "/dev/clock", string accept = "*/*")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await host.Http.SendAsync(request, Cancellation);
    }

    internal static class Functions
    {
        [Function(nameof(Works))]
        public static async Task Works([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(context.GetInput<DateTime>(), CancellationToken.None);
            await context.CallActivityAsync<int>(nameof(Answer), 1);
        }

        [Function(nameof(Answer))]
        public static int Answer([ActivityTrigger] int value) => value;
    }
}
