using System.Net;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Digests;

/// <summary>A mail server that puts off, refuses, or never answers to the mail of a digest.</summary>
public sealed class DigestServerAnswersTests
{
    private static readonly DateTimeOffset Morning = LateEngagements.Morning;

    private static string Firm => TestFirm.North.Email;

    [Fact]
    public async Task A_mail_that_is_put_off_goes_a_little_later_without_what_was_done_meanwhile()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        app.Mails.Instead = mail => mail.ToAddress == Firm ? new MailResult.Deferred(TimeSpan.FromMinutes(20)) : null;
        await app.AdvanceToAsync(Morning.AddMinutes(10));
        Assert.Empty(late.To(Firm));

        app.Mails.Instead = null;
        (await late.All[0].PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);
        await app.AdvanceToAsync(Morning.AddMinutes(20));

        Assert.Equal(
            late.All.Skip(1).Select(engagement => engagement.Id).Order(), LateEngagements.Told([Assert.Single(late.To(Firm))]).Order());
    }

    [Fact]
    public async Task A_server_that_puts_off_all_morning_gets_one_mail_the_next_morning()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        var attempts = 0;
        app.Mails.Instead = mail => mail.ToAddress == Firm && ++attempts > 0 ? new MailResult.Deferred(RetryAfter: null) : null;
        await app.AdvanceToAsync(Morning.AddHours(12));
        Assert.InRange(attempts, 4, 8);

        app.Mails.Instead = null;
        await app.AdvanceToAsync(Morning.AddDays(1));

        Assert.Equal(3, LateEngagements.Told([Assert.Single(late.To(Firm))]).Distinct().Count());
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
        Assert.Equal(Morning.AddDays(1), (await app.MailsAsync()).Last(mail => mail.To == Firm).SentAt);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_sent_the_same_mail_under_the_same_id_until_it_does()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        var attempts = new List<OutgoingMail>();
        app.Mails.Instead = mail =>
        {
            if (mail.ToAddress != Firm)
                return null;
            attempts.Add(mail);
            return new MailResult.Deferred(RetryAfter: null, IsUnanswered: true);
        };
        await app.AdvanceToAsync(Morning.AddMinutes(10));
        (await late.All[0].PutAsync("context", Bodies.Context(app.Today))).Is(HttpStatusCode.OK);

        // Once it may have it, an answer that puts it off does not make it another mail.
        app.Mails.Instead = mail =>
        {
            if (mail.ToAddress != Firm)
                return null;
            attempts.Add(mail);
            return new MailResult.Deferred(RetryAfter: null);
        };
        await app.AdvanceToAsync(Morning.AddHours(2));
        app.Mails.Instead = null;
        await app.AdvanceToAsync(Morning.AddDays(1));

        var sent = Assert.Single(late.To(Firm));
        Assert.InRange(attempts.Count, 5, 9);
        Assert.All(attempts, attempt => Assert.Equal((sent.Id, attempts[0].Text), (attempt.Id, attempt.Text)));

        // By the next day one of the three was done: nobody is told then what is not so any more.
        Assert.Equal(3, LateEngagements.Told([attempts[0]]).Count);
        Assert.Equal(late.All.Skip(1).Select(engagement => engagement.Id).Order(), LateEngagements.Told([sent]).Order());
    }

    [Fact]
    public async Task A_refusal_is_recorded_in_each_engagement_and_told_to_the_firm()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        app.Mails.Instead = mail => mail.ToAddress == LateEngagements.Coach ? new MailResult.Refused() : null;

        await app.AdvanceToAsync(Morning.AddHours(12));
        foreach (var engagement in late.All)
        {
            Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
            Assert.Single(await engagement.KindsAsync(), kind => kind == "mailRefused");
        }

        await app.AdvanceToAsync(Morning.AddDays(1));
        Assert.InRange(late.To(Firm).Count, 1, 2);
        Assert.Equal(
            3, late.To(Firm).SelectMany(mail => mail.Text.Split('\n')).Count(line => line.EndsWith("came back", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_firms_address_that_is_refused_is_said_in_the_log_and_nothing_is_lost()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 3);
        late.Forget();
        app.Mails.Instead = mail => mail.ToAddress == Firm ? new MailResult.Refused() : null;
        await app.AdvanceToAsync(Morning.AddHours(2));
        Assert.Contains(app.Log.Lines, line => line.Contains("is refused at its firm's address", StringComparison.Ordinal));

        app.Mails.Instead = null;
        await app.AdvanceToAsync(Morning.AddDays(1));

        Assert.Equal(3, LateEngagements.Told([Assert.Single(late.To(Firm))]).Count);
    }

    [Fact]
    public async Task Where_firm_and_coach_have_one_address_its_refusal_marks_the_coach_and_loses_nothing_of_the_firms()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 2, coach: Firm);
        late.Forget();
        app.Mails.Instead = mail => mail.ToAddress == Firm ? new MailResult.Refused() : null;
        await app.AdvanceToAsync(Morning.AddHours(2));

        Assert.Contains(app.Log.Lines, line => line.Contains("is refused at its firm's address", StringComparison.Ordinal));
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 0), engagement));
        foreach (var engagement in late.All)
            Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());

        app.Mails.Instead = null;
        await app.AdvanceToAsync(Morning.AddDays(1));
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
    }

    [Fact]
    public async Task A_full_mailbox_is_tried_for_days_and_then_counts_as_refused()
    {
        await using var app = await TestApp.StartAsync();
        var late = await LateEngagements.StartAsync(app, 2);
        app.Mails.Instead = mail => mail.ToAddress == LateEngagements.Coach ? new MailResult.MailboxFull() : null;

        await app.AdvanceToAsync(Morning.AddDays(4));
        Assert.All(late.All, engagement => Assert.Equal("ok", engagement.PersonAsync("coach").Result["mail"]!.ToString()));
        await app.AdvanceToAsync(Morning.AddDays(7).AddHours(2));

        foreach (var engagement in late.All)
            Assert.Equal("bouncing", (await engagement.PersonAsync("coach"))["mail"]!.ToString());
    }

    [Fact]
    public async Task A_used_up_quota_makes_it_later_the_same_day()
    {
        await using var app = await TestApp.StartAsync(settings: ["--Mail:Quota:PerHour=4"]);
        var late = await LateEngagements.StartAsync(app, 2);
        late.Forget();

        await app.AdvanceToAsync(Morning.AddHours(12));

        Assert.Equal(2, LateEngagements.Told(late.To(Firm)).Distinct().Count());
        Assert.Equal(2, LateEngagements.Told(late.To(Firm)).Count);
        Assert.All(await late.ConfirmedAsync(MailKind.Escalation), engagement => Assert.Equal((1, 1), engagement));
    }

    [Fact]
    public async Task A_firm_that_is_not_configured_any_more_is_told_when_it_is_again()
    {
        var folder = Directory.CreateTempSubdirectory("coaching-digests-");
        try
        {
            await using (var app = await TestApp.StartAsync(data: folder.FullName))
                await LateEngagements.StartAsync(app, 2);

            // Its engagements find no firm of their id.
            await using (var without = await TestApp.StartAsync(data: folder.FullName, settings: ["--Firms:0:Id=another"]))
            {
                await without.AdvanceToAsync(Morning.AddHours(3));
                Assert.Empty(without.Mails.All);
                Assert.Contains(without.Log.Lines, line => line.Contains("is no longer configured under Firms", StringComparison.Ordinal));
            }

            await using var again = await TestApp.StartAsync(data: folder.FullName);
            await again.AdvanceToAsync(Morning.AddDays(2));
            Assert.Equal(2, LateEngagements.Told(again.Mails.All.Where(mail => mail.ToAddress == Firm)).Distinct().Count());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
