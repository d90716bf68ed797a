using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CoachingWorkflow.Functions.Tests.App;
using CoachingWorkflow.Stories;

namespace CoachingWorkflow.Functions.Tests.Http;

public sealed class DevelopmentEndpointsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_clock_answers_when_all_that_fell_due_is_done()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);

        using var response = await app.Http.PostAsJsonAsync("/dev/clock", new { advanceBy = "P14D" }, Cancellation);
        var advanced = await ApiAnswer.ReadAsync(response);

        Assert.Equal("2027-01-18T08:00:00Z", advanced.Is(HttpStatusCode.OK).Value("now"));
        Assert.True(advanced.At("fired")!.GetValue<int>() > 0);
        var mails = (await app.Http.GetFromJsonAsync<List<DevMail>>($"/dev/mail?about={engagement.Id}", Cancellation))!;
        Assert.Equal(2, mails.Count(mail => mail.Kind == "reminder"));
        Assert.Equal(
            [new DateTimeOffset(2027, 1, 15, 8, 0, 0, TimeSpan.Zero), app.Now],
            mails.Where(mail => mail.Kind == "reminder").Select(mail => mail.SentAt));
    }

    [Fact]
    public async Task The_clock_stands_still_until_it_is_advanced()
    {
        await using var app = await TestApp.StartAsync();

        var clock = await app.Firm.GetAsync("/dev/clock");
        Assert.Equal(("2027-01-04T08:00:00Z", "true"), (clock.Value("now"), clock.Value("frozen")));
        await app.AdvanceAsync("PT0S");
        Assert.Equal("2027-01-04T08:00:00Z", (await app.Firm.GetAsync("/dev/clock")).Value("now"));
        await app.AdvanceToAsync(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal("2027-03-01T09:00:00Z", (await app.Firm.GetAsync("/dev/clock")).Value("now"));
    }

    [Theory]
    [InlineData("""{"advanceTo":"2027-01-04T07:59:59Z"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"advanceBy":"-P1D"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"advanceBy":"a month"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"advanceBy":"P99999999Y"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"advanceTo":"10000-01-01T00:00:00Z"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"advanceBy":5}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task The_clock_never_goes_back_and_takes_no_nonsense(string body, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await app.Http.PostAsync("/dev/clock", content, Cancellation);

        var answer = (await ApiAnswer.ReadAsync(response)).Is(status);
        Assert.Equal("application/problem+json", answer.ContentType!.MediaType);
        Assert.Contains("advanceBy", answer.Value("detail"), StringComparison.Ordinal);
        Assert.Equal(DateTimeOffset.Parse(TestApp.Start, System.Globalization.CultureInfo.InvariantCulture), app.Now);
    }

    [Fact]
    public async Task Mails_are_shown_as_json_and_as_pages_to_a_browser()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        var other = await TestEngagement.StartAsync(app);

        Assert.Equal(6, (await app.MailsAsync()).Count);
        var mail = (await engagement.MailsAsync())[0];
        Assert.Equal(3, (await engagement.MailsAsync()).Count);
        Assert.NotEqual(engagement.Id, other.Id);
        var one = await app.Http.GetFromJsonAsync<DevMail>($"/dev/mail/{mail.Id}", JsonSerializerOptions.Web, Cancellation);
        Assert.Equal(mail.Subject, one!.Subject);

        foreach (var path in (string[])["/dev/mail", $"/dev/mail/{mail.Id}"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
            using var page = await app.Http.SendAsync(request, Cancellation);
            Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
            Assert.Contains(
                WebUtility.HtmlEncode(mail.Subject), await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_pages_of_outbox_and_clock_and_all_mails_of_an_engagement_are_valid_HTML()
    {
        HtmlValidator.Require();
        await using var app = await TestApp.StartAsync();
        await WholeEngagement.PlayAsync(app, () => Task.CompletedTask);
        var mail = (await app.MailsAsync())[0];
        Assert.True(app.Mails.All.Count > 50);
        var documents = new List<(string, string)>();
        foreach (var path in (string[])["/dev/mail", $"/dev/mail?to={mail.To}", $"/dev/mail/{mail.Id}", "/dev/clock", "/dev/clock?fired=3"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var page = await app.Http.SendAsync(request, Cancellation);
            documents.Add((path, await page.Content.ReadAsStringAsync(Cancellation)));
        }

        var findings = await HtmlValidator.FindAsync(documents, areMails: false, Cancellation)
            + await HtmlValidator.FindAsync(
                app.Mails.All.Select((sent, index) => ($"{sent.Kind} {index}", sent.Html)), areMails: true, Cancellation);
        Assert.True(findings.Length == 0, findings);
    }

    [Fact]
    public async Task A_mail_that_is_not_there_is_404()
    {
        await using var app = await TestApp.StartAsync();

        (await app.Firm.GetAsync("/dev/mail/none")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/dev/mail")]
    [InlineData("/dev/clock")]
    public async Task Outside_Development_they_are_not_there(string path)
    {
        await using var app = await TestApp.StartAsync(environment: "Production");

        (await app.Firm.GetAsync(path)).Is(HttpStatusCode.NotFound);
        (await app.Firm.GetAsync("/api/engagements")).Is(HttpStatusCode.OK);
    }
}
