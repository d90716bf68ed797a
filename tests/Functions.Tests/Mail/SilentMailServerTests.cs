using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>A mail server that does not answer for one mail: clients' libraries throw that as a cancellation.</summary>
public sealed class SilentMailServerTests
{
    [Fact]
    public async Task One_mail_without_an_answer_holds_up_no_other_and_is_tried_again()
    {
        await using var app = await TestApp.StartAsync();
        var coach = Bodies.Email("Cora Coach");
        app.Mails.Instead = mail => mail.ToAddress == coach ? throw new TaskCanceledException("No answer after 0:01:40.") : null;

        var engagement = await TestEngagement.StartAsync(app);
        await app.RestAsync();
        var sent = await engagement.MailsAsync();
        Assert.Contains(sent, mail => mail.To == Bodies.Email("Lea Leader"));
        Assert.DoesNotContain(sent, mail => mail.To == coach);

        app.Mails.Instead = null;
        await app.AdvanceAsync("PT1H");
        Assert.Contains(await engagement.MailsAsync(), mail => mail.To == coach);
        Assert.Equal("ok", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
    }
}
