using CoachingWorkflow.Functions.Mail;
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
}
