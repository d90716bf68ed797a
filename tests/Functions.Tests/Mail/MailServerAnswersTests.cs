using System.Globalization;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;
using EmbeddedHost.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>A mail server's answers, one by one: who is marked, who is not, what is tried when, and that the mark goes.</summary>
public sealed class MailServerAnswersTests
{
    private static readonly string Coach = Bodies.Email("Cora Coach");

    private static readonly string[] People = [Coach, Bodies.Email("Lea Leader"), Bodies.Email("Sam Sponsor1")];

    [Theory]
    [InlineData(".", "550 5.7.60 SMTP; Client does not have permissions to send as this sender")]
    [InlineData("MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender")]
    [InlineData(".", "550-5.7.26 This mail has been blocked because\r\n550 5.7.26 the sender is unauthenticated.")]
    [InlineData("RCPT", "550 5.7.26 Unauthenticated email is not accepted")]
    [InlineData("RCPT", "550 5.4.5 Daily user sending limit exceeded")]
    [InlineData("DATA", "550 5.4.5 Daily user sending limit exceeded")]
    [InlineData(".", "554 5.2.0 STOREDRV.Submission.Exception: submission quota exceeded")]
    [InlineData("RCPT", "554 5.2.0 quota exceeded")]
    [InlineData("RCPT", "550 5.1.90 Your message can't be sent because you've reached your daily limit")]
    [InlineData(".", "550 5.1.90 Your message can't be sent because you've reached your daily limit")]
    [InlineData("RCPT", "550 5.1.7 Invalid address of the sender")]
    [InlineData("RCPT", "553 5.1.8 The sender's domain does not exist")]
    [InlineData(".", "554 Transaction failed")]
    public async Task What_the_server_holds_against_us_marks_nobody_and_everything_goes_when_it_is_put_right(string at, string reply)
    {
        await using var server = new TinySmtpServer();
        server.Instead = (verb, _) => verb == at ? reply : null;
        await using var app = await StartAsync(server);
        var engagement = await TestEngagement.StartAsync(app);

        await app.AdvanceAsync("PT3H");

        Assert.Empty(server.Taken);
        Assert.All(await MarksAsync(engagement), mark => Assert.Equal("ok", mark));
        Assert.DoesNotContain("mailRefused", await engagement.KindsAsync());
        Assert.Contains(app.Log.Lines, line => line.Contains("objects to the sender or to the request", StringComparison.Ordinal));

        // An hour later at the latest.
        server.Instead = (_, _) => null;
        await app.AdvanceAsync("PT1H");

        Assert.Equal(People.Order(StringComparer.Ordinal), server.Taken.Order(StringComparer.Ordinal));
        Assert.All(await MarksAsync(engagement), mark => Assert.Equal("ok", mark));
    }

    [Fact]
    public async Task What_was_put_off_is_tried_after_1_2_4_minutes_and_so_on_up_to_an_hour()
    {
        await using var server = new TinySmtpServer();
        var tried = new List<int>();
        await using var app = await StartAsync(server);
        var start = app.Now;
        server.Instead = (verb, recipient) =>
        {
            if (verb == "RCPT" && recipient == Coach)
                tried.Add((int)(app.Now - start).TotalMinutes);
            return verb == "RCPT" ? "550 5.7.1 not from you" : null;
        };
        await TestEngagement.StartAsync(app);

        await app.AdvanceAsync("PT5H");

        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123, 183, 243], tried);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 No such user")]
    [InlineData("RCPT", "550-5.1.1 The account that you tried to reach\r\n550 5.1.1 does not exist.")]
    [InlineData(".", "550 5.1.1 No such user")]
    [InlineData("RCPT", "550 5.2.1 Mailbox disabled")]
    [InlineData("RCPT", "550 5.1.10 RESOLVER.ADR.RecipientNotFound")]
    [InlineData("RCPT", "550 no such user")]
    public async Task Who_cannot_be_reached_is_marked_alone_the_firm_is_told_and_the_mark_goes_with_the_next_mail_that_is_taken(
        string at, string reply)
    {
        await using var server = new TinySmtpServer();
        server.Instead = (verb, recipient) => verb == at && recipient == Coach ? reply : null;
        await using var app = await StartAsync(server);
        var engagement = await TestEngagement.StartAsync(app);

        await app.AdvanceAsync("P1D");

        Assert.Equal(["bouncing", "ok", "ok"], await MarksAsync(engagement));
        Assert.Equal(1, server.Offered[Coach]);
        Assert.Single(server.Taken, address => address == TestFirm.North.Email);
        Assert.Equal("bouncing", (await engagement.GetAsync()).Value("waitingFor.0.mail"));

        // The reminder three days before the 18th.
        server.Instead = (_, _) => null;
        await app.AdvanceToAsync(new DateOnly(2027, 1, 16));

        Assert.Single(server.Taken, address => address == Coach);
        Assert.Equal(["ok", "ok", "ok"], await MarksAsync(engagement));
        Assert.Equal("ok", (await engagement.GetAsync()).Value("waitingFor.0.mail"));

        // It is news when it bounces again.
        server.Instead = (verb, recipient) => verb == at && recipient == Coach ? reply : null;
        await app.AdvanceToAsync(new DateOnly(2027, 1, 20));

        Assert.Equal(["bouncing", "ok", "ok"], await MarksAsync(engagement));
        Assert.Equal(2, server.Taken.Count(address => address == TestFirm.North.Email));
    }

    [Theory]
    [InlineData("RCPT", "552 5.2.2 Mailbox full")]
    [InlineData(".", "452 4.2.2 The account is over quota")]
    [InlineData("RCPT", "552 Exceeded storage allocation")]
    public async Task A_full_mailbox_is_tried_for_five_days_and_then_refused(string at, string reply)
    {
        await using var server = new TinySmtpServer();
        server.Instead = (verb, recipient) => verb == at && recipient == Coach ? reply : null;
        await using var app = await StartAsync(server);
        var engagement = await TestEngagement.StartAsync(app);

        await app.AdvanceAsync("P4DT23H");
        Assert.Equal(["ok", "ok", "ok"], await MarksAsync(engagement));
        Assert.InRange(server.Offered[Coach], 40, 50);

        await app.AdvanceAsync("PT7H");
        var tried = server.Offered[Coach];
        await app.AdvanceAsync("P2D");
        Assert.Equal(["bouncing", "ok", "ok"], await MarksAsync(engagement));
        Assert.Equal(tried, server.Offered[Coach]);
        Assert.Single(server.Taken, address => address == TestFirm.North.Email);
    }

    [Fact]
    public async Task A_mailbox_that_has_room_again_gets_what_waited_and_was_never_marked()
    {
        await using var server = new TinySmtpServer();
        server.Instead = (verb, recipient) => verb == "RCPT" && recipient == Coach ? "552 5.2.2 Mailbox full" : null;
        await using var app = await StartAsync(server);
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("P3D");

        server.Instead = (_, _) => null;
        await app.AdvanceAsync("PT6H");

        Assert.Single(server.Taken, address => address == Coach);
        Assert.DoesNotContain(server.Taken, address => address == TestFirm.North.Email);
        Assert.DoesNotContain("mailRefused", await engagement.KindsAsync());
    }

    [Fact]
    public async Task What_the_firm_is_to_be_told_is_tried_until_its_address_works()
    {
        await using var server = new TinySmtpServer();
        server.Instead = (verb, recipient) =>
            verb == "RCPT" && recipient != People[1] && recipient != People[2] ? "550 5.1.1 No such user" : null;
        await using var app = await StartAsync(server);
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("P2D");
        Assert.True(server.Offered[TestFirm.North.Email] > 1);
        Assert.Contains(app.Log.Lines, line => line.Contains("is refused at its firm's address", StringComparison.Ordinal));

        server.Instead = (verb, recipient) => verb == "RCPT" && recipient == Coach ? "550 5.1.1 No such user" : null;
        await app.AdvanceAsync("P1D");

        Assert.Single(server.Taken, address => address == TestFirm.North.Email);
        Assert.Equal(["bouncing", "ok", "ok"], await MarksAsync(engagement));
    }

    private static Task<TestApp> StartAsync(TinySmtpServer server) => TestApp.StartAsync(
        (EmbeddedHostBuilder builder) =>
            builder.Services.AddSingleton(provider => provider.GetRequiredKeyedService<IMailSender>(MailKinds.Smtp)),
        settings:
        [
            "--Mail:Smtp:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--Mail:Smtp:Port={server.Port}"),
            "--Mail:Smtp:Security=none",
        ]);

    private static async Task<IReadOnlyList<string>> MarksAsync(TestEngagement engagement)
    {
        var people = (await engagement.GetAsync()).At("people")!.AsArray();
        return [.. People.Select(address => people.Single(person => person!["email"]!.ToString() == address)!["mail"]!.ToString())];
    }
}
