using System.Reflection;
using Azure.Core;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CoachingWorkflow.Functions.Tests.Mail.AzureCommunication;

/// <summary>
/// The sender as a build with the package has it, on a stand-in for the package, against a service that answers as the real one may.
/// </summary>
public sealed class AzureCommunicationMailSenderTests : IAsyncLifetime
{
    private const string Address = "zoe@example.org";

    private readonly CapturedLog _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private TinyMailService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TinyMailService.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("no-reply@coaching.example.com")]
    [InlineData("Acme Coaching <no-reply@coaching.example.com>")]
    public async Task A_mail_is_accepted_with_what_recipients_and_robots_need_and_comes_from_the_address_alone(string from)
    {
        var mail = SampleMail.Of() with { Subject = "Your\r\nBcc: review" };

        Assert.IsType<MailResult.Sent>(await SendAsync(mail, from: from));

        var (operation, sent) = Assert.Single(_service.Sent);
        Assert.Equal(mail.Id, operation);
        Assert.Equal("no-reply@coaching.example.com", sent["senderAddress"]!.ToString());
        Assert.Equal($$"""[{"address":"{{Address}}","displayName":"Zo\u00EB M\u00FCller"}]""", sent["recipients"]!["to"]!.ToJsonString());
        Assert.Equal("""[{"address":"office@acme.example","displayName":"Acme Coaching"}]""", sent["replyTo"]!.ToJsonString());
        Assert.Equal("Your Bcc: review", sent["content"]!["subject"]!.ToString());
        Assert.Equal(mail.Text, sent["content"]!["plainText"]!.ToString());
        Assert.Equal(mail.Html, sent["content"]!["html"]!.ToString());
        Assert.Equal("auto-generated", sent["headers"]!["Auto-Submitted"]!.ToString());
        Assert.Equal($"<{mail.Engagement}.coaching.example.com>", sent["headers"]!["List-Id"]!.ToString());
        Assert.True(sent["userEngagementTrackingDisabled"]!.GetValue<bool>());
        var invitation = Assert.Single(sent["attachments"]!.AsArray())!;
        Assert.Equal("text/calendar; method=REQUEST; charset=utf-8", invitation["contentType"]!.ToString());
        Assert.Equal(mail.Attachments[0].Content, Convert.FromBase64String(invitation["contentInBase64"]!.ToString()));
    }

    [Fact]
    public async Task A_mail_that_the_service_had_taken_before_its_answer_was_lost_is_sent()
    {
        _service.Answer = context => { context.Abort(); return Task.CompletedTask; };
        Assert.IsType<MailResult.Deferred>(await SendAsync());

        _service.Answer = context => TinyMailService.AnswerAsync(context, 409, TinyMailService.Error("Conflict"));
        Assert.IsType<MailResult.Sent>(await SendAsync());
        Assert.Single(_service.Sent.Select(sent => sent.Operation).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(400, "InvalidEmailAddress")]
    [InlineData(400, "EmailDroppedAllRecipientsSuppressed")]
    public async Task Only_an_answer_that_names_the_recipient_refuses(int status, string code)
    {
        _service.Answer = context => TinyMailService.AnswerAsync(context, status, TinyMailService.Error(code));

        Assert.IsType<MailResult.Refused>(await SendAsync());
    }

    [Theory]
    [InlineData(400, "InvalidSenderUserName")]
    [InlineData(400, "RequestBodyInvalid")]
    [InlineData(400, "")]
    [InlineData(401, "Denied")]
    [InlineData(403, "SubscriptionBlocked")]
    [InlineData(404, "DomainNotLinked")]
    [InlineData(405, "MethodNotAllowed")]
    [InlineData(413, "RequestTooLarge")]
    [InlineData(415, "UnsupportedMediaType")]
    [InlineData(423, "Locked")]
    public async Task What_concerns_the_sender_or_the_request_waits_and_raises_an_alarm(int status, string code)
    {
        _service.Answer = context => TinyMailService.AnswerAsync(context, status, TinyMailService.Error(code, $"Not from us to {Address}"));

        Assert.Equal(new MailResult.Deferred(RetryAfter: null), await SendAsync());

        var alarm = Assert.Single(_log.Lines);
        Assert.StartsWith("Error ", alarm, StringComparison.Ordinal);
        Assert.Contains($"the sender or to the request: {status}, {(code.Length > 0 ? code : "no code")}", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, alarm, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_concerns_the_moment_waits_and_is_asked_once(int status)
    {
        _service.Answer = context => TinyMailService.AnswerAsync(context, status, TinyMailService.Error("TooManyRequests"));

        Assert.IsType<MailResult.Deferred>(await SendAsync());

        Assert.Single(_service.Sent);
        Assert.StartsWith("Warning ", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 05 Jan 2026 09:01:30 GMT", 90)]
    [InlineData("2147483647", 3600)]
    [InlineData("12.5", null)]
    public async Task It_waits_as_long_as_the_service_asks(string retryAfter, int? seconds)
    {
        _service.Answer = context =>
        {
            context.Response.Headers.RetryAfter = retryAfter;
            return TinyMailService.AnswerAsync(context, 429, TinyMailService.Error("TooManyRequests"));
        };

        Assert.Equal(new MailResult.Deferred(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), await SendAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"id":""")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task An_acceptance_that_cannot_be_read_is_asked_for_again(string body)
    {
        _service.Answer = context => TinyMailService.AnswerAsync(context, 202, body);

        Assert.Equal(new MailResult.Deferred(RetryAfter: null, IsUnanswered: true), await SendAsync());
        Assert.Contains("could not be handed to the service", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    public async Task An_answer_that_is_cut_off_is_asked_for_again(int status)
    {
        _service.Answer = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("""{"id":"""u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        };

        Assert.IsType<MailResult.Deferred>(await SendAsync());
    }

    [Fact]
    public async Task Without_a_token_it_is_tried_again()
    {
        Assert.Equal(
            new MailResult.Deferred(RetryAfter: null, IsUnanswered: true),
            await SendAsync(credential: new Credential(() => throw new InvalidOperationException($"No identity for {Address}"))));

        Assert.Empty(_service.Sent);
        Assert.DoesNotContain(Address, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_up_gets_no_answer()
    {
        using var cancellation = new CancellationTokenSource();
        _service.Answer = async context =>
        {
            await cancellation.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(cancellation: cancellation.Token));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void A_silent_service_is_given_up_in_time_for_the_activity_to_end_within_a_minute()
    {
        using var provider = Provider("no-reply@coaching.example.com", new Credential(() => "a token"));
        var client = provider.GetRequiredService(SdkStandIn.PackageAssembly.GetType("Azure.Communication.Email.EmailClient")!);
        var options = (ClientOptions)client.GetType()
            .GetField("_options", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(client)!;

        Assert.Equal((TimeSpan.FromSeconds(30), 0), (options.Retry.NetworkTimeout, options.Retry.MaxRetries));
    }

    private async Task<MailResult> SendAsync(
        OutgoingMail? mail = null, string from = "no-reply@coaching.example.com", TokenCredential? credential = null,
        CancellationToken? cancellation = null)
    {
        await using var provider = Provider(from, credential ?? new Credential(() => "a token"));
        return await provider.GetRequiredKeyedService<IMailSender>(MailKinds.Acs)
            .SendAsync(mail ?? SampleMail.Of(to: Address), cancellation ?? TestContext.Current.CancellationToken);
    }

    private ServiceProvider Provider(string from, TokenCredential credential)
    {
        var services = new ServiceCollection();
        services.AddLogging(
            logging => logging.AddProvider(_log).AddFilter("CoachingWorkflow", LogLevel.Debug).AddFilter("Azure", LogLevel.None));
        services.AddSingleton<TimeProvider>(_time).AddSingleton(credential);
        services.AddSingleton(
            Options.Create(new MailOptions { Kind = MailKinds.Acs, From = from, Acs = { Endpoint = _service.Endpoint } }));
        SdkStandIn.Add(services);
        return services.BuildServiceProvider();
    }

    private sealed class Credential(Func<string> token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token(), DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
