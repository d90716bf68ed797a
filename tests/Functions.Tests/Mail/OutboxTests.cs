using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CoachingWorkflow.Functions.Hosts.Embedded.Outbox;
using CoachingWorkflow.Functions.Mail;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class OutboxTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly SqliteFile _file = new(SqliteFile.InMemory);
    private WebApplication? _host;
    private HttpClient? _client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Client => _client!;

    private IMailSender Sender => _host!.Services.GetRequiredService<IMailSender>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_file).AddSingleton<TimeProvider>(_time).AddMail().AddOutboxMail();
        _host = builder.Build();
        OutboxEndpoints.Map(_host);
        await _host.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_host.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_is_listed_with_all_that_its_recipient_got()
    {
        var mail = SampleMail.Of();
        Assert.IsType<MailResult.Sent>(await Sender.SendAsync(mail, Cancellation));

        var subject = JsonEncodedText.Encode(mail.Subject);
        Assert.Equal(
            $$"""
            [{"id":"{{mail.Id}}","kind":"meetingScheduled","about":"{{mail.Engagement}}","to":"zoe@example.org",
            "subject":"{{subject}}","sentAt":"2026-01-05T09:00:00+00:00","text":"Hello Zo\u00EB\n",
            "links":[{"rel":"decide","href":"https://coaching.example.com/api/links/t"}],
            "attachments":[{"name":"invite.ics","contentType":"text/calendar; method=REQUEST; charset=utf-8"}]}]
            """.ReplaceLineEndings(""),
            await Client.GetStringAsync("/dev/mail", Cancellation));
        Assert.Equal(
            mail.Id, (await Client.GetFromJsonAsync<JsonElement>($"/dev/mail/{mail.Id}", Cancellation)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_mail_sent_again_is_still_one_and_the_first()
    {
        await Sender.SendAsync(SampleMail.Of(), Cancellation);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.IsType<MailResult.Sent>(await Sender.SendAsync(SampleMail.Of() with { Subject = "again" }, Cancellation));

        var listed = Assert.Single((await ListAsync("/dev/mail")).EnumerateArray().ToList());
        Assert.Equal(SampleMail.Of().Subject, listed.GetProperty("subject").GetString());
        Assert.Equal(_time.GetUtcNow().AddHours(-1), listed.GetProperty("sentAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Mails_are_listed_oldest_first_also_within_one_instant_and_filtered()
    {
        var engagement = NameBasedId.Of("sample", "other");
        await Sender.SendAsync(SampleMail.Of(3), Cancellation);
        await Sender.SendAsync(SampleMail.Of(1, to: "Bob@example.org"), Cancellation);
        await Sender.SendAsync(SampleMail.Of(2, engagement: engagement), Cancellation);

        Assert.Equal([SampleMail.Of(3).Id, SampleMail.Of(1).Id, SampleMail.Of(2).Id], await IdsAsync("/dev/mail"), StringComparer.Ordinal);
        Assert.Equal([SampleMail.Of(1).Id], await IdsAsync("/dev/mail?to=bob@example.org"), StringComparer.Ordinal);
        Assert.Equal([SampleMail.Of(2).Id], await IdsAsync($"/dev/mail?about={engagement}"), StringComparer.Ordinal);
        Assert.Equal([], await IdsAsync($"/dev/mail?about={engagement}&to=bob@example.org"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_unknown_mail_is_a_404_problem()
    {
        using var answer = await Client.GetAsync("/dev/mail/nobody", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("application/json, text/html;q=0.5", "application/json")]
    [InlineData("text/html;q=0.5, application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("nonsense", "application/json")]
    public async Task A_browser_gets_a_page_and_a_program_JSON(string accept, string expected)
    {
        await Sender.SendAsync(SampleMail.Of(), Cancellation);
        foreach (var path in new[] { "/dev/mail", $"/dev/mail/{SampleMail.Of().Id}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var answer = await Client.SendAsync(request, Cancellation);
            Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task What_a_mail_says_cannot_act_in_the_page_that_shows_it()
    {
        await Sender.SendAsync(
            SampleMail.Of() with { Subject = "<script>alert(1)</script>", Text = "</pre><script>alert(1)</script>" }, Cancellation);
        foreach (var path in new[] { "/dev/mail", $"/dev/mail/{SampleMail.Of().Id}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            using var answer = await Client.SendAsync(request, Cancellation);
            var page = await answer.Content.ReadAsStringAsync(Cancellation);

            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_sees_a_mailbox_for_each_recipient_with_the_newest_mail_first()
    {
        await Sender.SendAsync(SampleMail.Of(1, to: "bob@example.org") with { Subject = "Bob's first" }, Cancellation);
        await Sender.SendAsync(SampleMail.Of(2, to: "Bob@Example.org") with { Subject = "Bob's second" }, Cancellation);
        _time.Advance(TimeSpan.FromDays(1));
        await Sender.SendAsync(SampleMail.Of(3) with { Subject = "Zoe's" }, Cancellation);

        var boxes = await PageAsync("/dev/mail");
        Assert.Contains("3 mails.", boxes, StringComparison.Ordinal);
        Assert.Equal(2, boxes.Split("/dev/mail?to=").Length - 1);
        Assert.InRange(
            boxes.IndexOf("zoe@example.org", StringComparison.Ordinal), 0, boxes.IndexOf("2 mails; the newest:", StringComparison.Ordinal));
        Assert.DoesNotContain("Bob&#x27;s first", boxes, StringComparison.Ordinal);

        var box = await PageAsync("/dev/mail?to=bob%40example.org");
        Assert.InRange(
            box.IndexOf("Bob&#x27;s second", StringComparison.Ordinal), 0, box.IndexOf("Bob&#x27;s first", StringComparison.Ordinal));
        Assert.DoesNotContain("Zoe", box, StringComparison.Ordinal);
        Assert.Contains("There is no mail.", await PageAsync("/dev/mail?to=nobody%40example.org"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mails_HTML_is_in_a_frame_in_which_nothing_runs_and_its_links_lead_out()
    {
        var mail =
            SampleMail
            .Of() with
            {
                Html =
            "<html><head></head><body><script>alert(1)</script><a "
            + "href=\"https://coaching.example.com/api/links/t\">Decide</a></body></html>"
            };
        await Sender.SendAsync(mail, Cancellation);

        var page = await PageAsync($"/dev/mail/{mail.Id}");
        Assert.Contains(
            $"<iframe class=\"mail\" title=\"The mail\" src=\"/dev/mail/{mail.Id}/html\" "
            + $"sandbox=\"allow-top-navigation-by-user-activation\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page, StringComparison.Ordinal);

        using var frame = await Client.GetAsync($"/dev/mail/{mail.Id}/html", Cancellation);
        Assert.Contains("<base target=\"_top\">", await frame.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var security = frame.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox allow-top-navigation-by-user-activation; default-src 'none'", security, StringComparison.Ordinal);
        Assert.DoesNotContain("script", security, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_comes_as_it_was_sent()
    {
        await Sender.SendAsync(SampleMail.Of(), Cancellation);

        using var file = await Client.GetAsync($"/dev/mail/{SampleMail.Of().Id}/attachments/0", Cancellation);
        using var none = await Client.GetAsync($"/dev/mail/{SampleMail.Of().Id}/attachments/1", Cancellation);

        Assert.Equal(SampleMail.Of().Attachments[0].Content, await file.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("text/calendar; method=REQUEST; charset=utf-8", file.Content.Headers.ContentType?.ToString());
        Assert.Equal("invite.ics", file.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<string> PageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var answer = await Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<JsonElement> ListAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path, Cancellation);

    private async Task<IEnumerable<string?>> IdsAsync(string path) =>
        (await ListAsync(path)).EnumerateArray().Select(mail => mail.GetProperty("id").GetString()).ToList();
}
