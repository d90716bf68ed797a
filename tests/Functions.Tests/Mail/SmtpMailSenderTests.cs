using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CoachingWorkflow.Functions.Mail;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class SmtpMailSenderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_mail_is_delivered_once_with_the_headers_that_recipients_and_robots_need()
    {
        await using var server = new TinySmtpServer();
        var mail = SampleMail.Of();

        Assert.IsType<MailResult.Sent>(await SendAsync(server.Port, mail));

        var message = await MimeMessage.LoadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(server.Messages))), TestContext.Current.CancellationToken);
        Assert.Equal($"{mail.Id}@coaching.example.com", message.MessageId);
        Assert.Equal("\"Acme Coaching\" <no-reply@coaching.example.com>", message.From.ToString());
        Assert.Equal("\"Acme Coaching\" <office@acme.example>", message.ReplyTo.ToString());
        Assert.Equal("Zoë Müller", Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Name);
        Assert.Equal(mail.Subject, message.Subject);
        Assert.Equal(_time.GetUtcNow(), message.Date);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal($"<{mail.Engagement}.coaching.example.com>", message.Headers[HeaderId.ListId]);
        Assert.Equal("<mailto:office@acme.example>", message.Headers[HeaderId.ListHelp]);
        Assert.Equal(
            $"<mailto:office@acme.example?subject=No%20more%20mails%20of%20{mail.Engagement}>", message.Headers[HeaderId.ListUnsubscribe]);

        var parts = Assert.IsType<Multipart>(message.Body, exactMatch: false);
        var bodies = Assert.IsType<MultipartAlternative>(parts[0]);
        Assert.Equal(["text/plain", "text/html"], bodies.Select(part => part.ContentType.MimeType), StringComparer.Ordinal);
        Assert.Equal(mail.Text, message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, message.HtmlBody!.TrimEnd());
        var invitation = Assert.Single(message.Attachments);
        Assert.Equal("text/calendar", invitation.ContentType.MimeType);
        Assert.Equal("REQUEST", invitation.ContentType.Parameters["method"]);
        Assert.Equal("invite.ics", invitation.ContentDisposition?.FileName);
        Assert.Contains(server.Commands, command => command.StartsWith("RCPT TO:<zoe@example.org>", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_mail_sent_again_has_the_same_message_id()
    {
        await using var server = new TinySmtpServer();
        await SendAsync(server.Port, SampleMail.Of());
        await SendAsync(server.Port, SampleMail.Of());

        Assert.Equal(2, server.Messages.Count);
        Assert.Single(
            server.Messages.Select(
            message => message.Split("\r\n").Single(line => line.StartsWith("Message-Id", StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Characters_beyond_the_BMP_are_whole_in_every_encoded_word()
    {
        await using var server = new TinySmtpServer();
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        for (var length = 0; length < 60; length++)
        {
            var name = $"{new string('x', length)}𠮷野 {string.Concat(Enumerable.Repeat("😀", 40))}";
            Assert.IsType<MailResult.Sent>(await SendAsync(server.Port, SampleMail.Of() with { Subject = name, ToName = name }));
        }

        Assert.All(server.Messages, message => Assert.All(
            Regex.Matches(message, @"=\?utf-8\?(?<how>[bq])\?(?<text>[^?]*)\?=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)
                .Cast<Match>(),
            word => Assert.NotEmpty(strict.GetString(Decoded(word.Groups["how"].Value, word.Groups["text"].Value)))));

        static byte[] Decoded(string how, string text) => how is "b" or "B"
            ? Convert.FromBase64String(text)
            : [.. Regex.Matches(text, "=(?<hex>[0-9A-Fa-f]{2})|.", RegexOptions.NonBacktracking).Select(match =>
                match.Groups["hex"].Success ? Convert.ToByte(match.Groups["hex"].Value, 16) : (byte)match.Value[0])];
    }

    [Theory]
    [InlineData("RCPT", "450 mailbox busy")]
    [InlineData("RCPT", "451 greylisted")]
    [InlineData(".", "452 disk full")]
    [InlineData("MAIL", "421 too many")]
    [InlineData("CONNECT", "421 not now")]
    [InlineData("CONNECT", "554 not you")]
    [InlineData("MAIL", "550 not from you")]
    [InlineData("RCPT", "530 log in first")]
    [InlineData(".", "554 spam")]
    [InlineData("CONNECT", TinySmtpServer.Drop)]
    [InlineData("EHLO", TinySmtpServer.Drop)]
    [InlineData("RCPT", TinySmtpServer.Drop)]
    [InlineData("DATA", TinySmtpServer.Drop, true)]
    [InlineData(".", TinySmtpServer.Drop, true)]
    [InlineData("CONNECT", "hello?")]
    public async Task What_may_pass_or_is_our_own_fault_is_tried_again(string at, string reply, bool mayBeTaken = false)
    {
        await using var server = new TinySmtpServer((at, reply));

        Assert.Equal(new MailResult.Deferred(RetryAfter: null, mayBeTaken), await SendAsync(server.Port, SampleMail.Of()));
    }

    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("RCPT", "553 not a mailbox")]
    [InlineData("RCPT", "556 takes no mail")]
    [InlineData(".", "554 5.1.1 no such user")]
    public async Task A_recipient_refused_for_good_is_refused(string at, string reply)
    {
        await using var server = new TinySmtpServer((at, reply));

        Assert.IsType<MailResult.Refused>(await SendAsync(server.Port, SampleMail.Of()));
    }

    [Theory]
    [InlineData("RCPT", "552 full")]
    [InlineData("RCPT", "452 4.2.2 full")]
    [InlineData(".", "552 5.2.2 full")]
    public async Task A_full_mailbox_is_told_from_one_that_does_not_exist(string at, string reply)
    {
        await using var server = new TinySmtpServer((at, reply));

        Assert.IsType<MailResult.MailboxFull>(await SendAsync(server.Port, SampleMail.Of()));
    }

    [Fact]
    public async Task A_login_refused_says_nothing_about_the_recipient()
    {
        await using var server = new TinySmtpServer(("AUTH", "535 wrong"));

        Assert.IsType<MailResult.Deferred>(
            await SendAsync(server.Port, SampleMail.Of(), smtp => (smtp.User, smtp.Password) = ("me", "wrong")));
    }

    [Fact]
    public async Task A_login_is_made_when_configured()
    {
        await using var server = new TinySmtpServer();

        Assert.IsType<MailResult.Sent>(await SendAsync(server.Port, SampleMail.Of(), smtp => (smtp.User, smtp.Password) = ("me", "right")));
        Assert.Contains(server.Commands, command => command.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_never_goes_to_a_server_that_offers_no_encryption_when_it_is_asked_for()
    {
        await using var server = new TinySmtpServer();

        Assert.IsType<MailResult.Deferred>(await SendAsync(
            server.Port, SampleMail.Of(), smtp => (smtp.User, smtp.Password, smtp.Security) = ("me", "right", "startTls")));
        Assert.DoesNotContain(server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_takes_the_mail_and_drops_the_farewell_has_taken_it()
    {
        await using var server = new TinySmtpServer(("QUIT", TinySmtpServer.Drop));

        Assert.IsType<MailResult.Sent>(await SendAsync(server.Port, SampleMail.Of()));
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, port: 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Assert.IsType<MailResult.Deferred>(await SendAsync(port, SampleMail.Of()));
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_timeout()
    {
        await using var server = new TinySmtpServer(("RCPT", TinySmtpServer.Silence));

        Assert.IsType<MailResult.Deferred>(await SendAsync(server.Port, SampleMail.Of(), smtp => smtp.TimeoutSeconds = 1));
    }

    [Fact]
    public async Task Who_gives_up_gets_no_answer()
    {
        await using var server = new TinySmtpServer();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sender(server.Port).SendAsync(SampleMail.Of(), cancelled.Token));
        Assert.Empty(server.Messages);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    public async Task Line_breaks_in_names_and_subjects_make_no_header(string lineBreak)
    {
        await using var server = new TinySmtpServer();
        var evil = $"x{lineBreak}Bcc: victim@example.org{lineBreak}{lineBreak}body";

        Assert.IsType<MailResult.Sent>(
            await SendAsync(server.Port, SampleMail.Of() with { Subject = evil, ToName = evil, FirmName = evil }));

        var message = await MimeMessage.LoadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(server.Messages))), TestContext.Current.CancellationToken);
        Assert.Empty(message.Bcc);
        Assert.DoesNotContain(message.Headers, header => header.Field == "Bcc");
        Assert.Equal(
            $"x{new string(' ', lineBreak.Length)}Bcc: victim@example.org{new string(' ', 2 * lineBreak.Length)}body", message.Subject);
        Assert.Single(server.Commands, command => command.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody at all")]
    [InlineData("a@example.org\r\nRCPT TO:<victim@example.org>")]
    [InlineData("a@example.org, b@example.org")]
    public async Task What_is_no_address_is_refused_and_the_server_not_asked(string address)
    {
        await using var server = new TinySmtpServer();

        Assert.IsType<MailResult.Refused>(await SendAsync(server.Port, SampleMail.Of(to: address)));
        Assert.Empty(server.Commands);
    }

    [Theory]
    [InlineData("nobody at all", "office@acme.example", "text/calendar")]
    [InlineData("no-reply@coaching.example.com", "nobody at all", "text/calendar")]
    [InlineData("no-reply@coaching.example.com", "office@acme.example", "no type")]
    public async Task What_is_wrong_with_the_sender_or_the_mail_is_no_fault_of_the_recipient(
        string from, string replyTo, string contentType)
    {
        await using var server = new TinySmtpServer();
        var mail = SampleMail.Of() with { ReplyTo = replyTo, Attachments = [new MailAttachment("a.ics", contentType, [])] };

        Assert.Equal(
            new MailResult.Deferred(RetryAfter: null), await Sender(server.Port, from: from)
                .SendAsync(mail, TestContext.Current.CancellationToken));
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task What_a_mail_library_throws_beside_its_own_is_tried_again() =>
        Assert.IsType<MailResult.Deferred>(await SendAsync(port: 70_000, SampleMail.Of()));

    [Fact]
    public async Task The_log_names_the_mail_and_nobody()
    {
        await using var server = new TinySmtpServer(("RCPT", "550 no zoe@example.org here"));
        var log = new ListLogger();

        await Sender(server.Port, log: log).SendAsync(SampleMail.Of(), TestContext.Current.CancellationToken);

        Assert.Equal([$"Mail {SampleMail.Of().Id} was refused by the server for good: 550"], log.Lines);
    }

    private Task<MailResult> SendAsync(int port, OutgoingMail mail, Action<SmtpOptions>? configure = null) =>
        Sender(port, configure).SendAsync(mail, TestContext.Current.CancellationToken);

    private SmtpMailSender Sender(
        int port, Action<SmtpOptions>? configure = null, ILogger<SmtpMailSender>? log = null,
        string from = "no-reply@coaching.example.com") =>
        SmtpSending.Sender(port, _time, log ?? NullLogger<SmtpMailSender>.Instance, configure, from);

    private sealed class ListLogger : ILogger<SmtpMailSender>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
