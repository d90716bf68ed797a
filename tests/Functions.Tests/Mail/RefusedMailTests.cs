using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>A mail that the server refuses for good.</summary>
public sealed class RefusedMailTests
{
    [Fact]
    public async Task The_firm_is_told_in_its_working_hours_at_once_not_when_something_else_falls_due()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceToAsync(new DateOnly(2027, 1, 20));
        app.Mails.Instead = mail => mail.ToAddress == Bodies.Email("Cora Coach") ? new MailResult.Refused() : null;

        // The reminder a week after the due day is refused; nothing else falls due for another week.
        await app.AdvanceToAsync(new DateOnly(2027, 1, 27));

        Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
        var told = Assert.Single(await engagement.MailsAsync(), mail => mail.To == TestFirm.North.Email);
        Assert.Equal("A mail about the coaching of Lea Leader Canary came back", told.Subject);
        Assert.Equal(new DateTimeOffset(2027, 1, 25, 8, 0, 0, TimeSpan.Zero), told.SentAt);
    }

    [Fact]
    public async Task An_address_that_was_refused_and_works_again_is_given_again_and_gets_what_it_missed()
    {
        await using var app = await TestApp.StartAsync();
        var address = Bodies.Email("Cora Coach");
        app.Mails.Instead = mail => mail.ToAddress == address ? new MailResult.Refused() : null;
        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        var coach = await engagement.PersonAsync("coach");
        Assert.Equal("bouncing", coach["mail"]!.ToString());
        Assert.DoesNotContain(await engagement.MailsAsync(), mail => mail.To == address);

        app.Mails.Instead = null;
        var given = Bodies.Of(new { email = address });
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach["id"]}", given)).Is(HttpStatusCode.OK);

        Assert.Equal("request", Assert.Single(await engagement.MailsAsync(), mail => mail.To == address).Kind);
        Assert.Equal("ok", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
        await engagement.ChangesNothingAsync(
            async () => (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach["id"]}", given)).Is(HttpStatusCode.OK));
    }
}
