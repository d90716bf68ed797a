using System.Collections.Concurrent;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Mail.Quota;

/// <summary>Mail over quota, in the whole application on the advanced clock.</summary>
public sealed class QuotaTests
{
    private const int Engagements = 10;
    private const int Raters = 40;

    private static readonly string[] Quota = ["--Mail:Quota:PerMinute=30", "--Mail:Quota:PerHour=100"];

    [Fact]
    public async Task Four_hundred_invitations_go_once_each_within_the_quota_while_codes_and_decisions_pass_them()
    {
        await using var app = await TestApp.StartAsync(settings: Quota);
        var engagements = new List<TestEngagement>();
        for (var number = 0; number < Engagements; number++)
            engagements.Add(await TestEngagement.AtStepAsync(app, 3));
        var designing = await TestEngagement.AtStepAsync(app, 4);
        await app.AdvanceAsync("P1D");
        var workspace = await engagements[0].LinkAsync("workspace", Bodies.Email("Cora Coach"));
        var before = (await app.MailsAsync()).Count;
        var asked = app.Now;

        foreach (var engagement in engagements)
            await engagement.AddRatersAsync([.. Enumerable.Range(0, Raters).Select(index => index == 0 ? "boss" : "peer")]);
        await app.AdvanceAsync("PT10M");

        using var browser = new Browser(app);
        var waiting = app.Now;
        await browser.AskForCodeAsync(workspace);
        await designing.PostAsync("program", Bodies.Program());
        var passing = (await app.MailsAsync()).Skip(before).Where(mail => mail.SentAt >= waiting).ToList();
        Assert.Contains(passing, mail => mail.Kind == "accessCode");
        Assert.Equal(2, passing.Count(mail => mail.Links.Any(link => link.Rel == "decide")));

        await app.AdvanceAsync("PT6H");
        var mails = (await app.MailsAsync()).Skip(before).ToList();
        var invitations = mails.Where(mail => mail.Links.Any(link => link.Rel == "respond")).ToList();

        // None lost, none doubled.
        Assert.Equal(Engagements * Raters, invitations.Count);
        Assert.Equal(Engagements * Raters, invitations.Select(mail => (mail.About, mail.To)).Distinct().Count());
        Assert.Equal(Engagements * Raters, invitations.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());

        // 80 an hour, 24 of them a minute: the rest is kept for what is more urgent.
        Assert.Equal(TimeSpan.FromMinutes(243), invitations.Max(mail => mail.SentAt) - asked);
        KeepsTheQuota(mails);
    }

    [Fact]
    public async Task A_mail_waits_as_long_as_the_service_asks_and_goes_once()
    {
        var attempts = new ConcurrentQueue<DateTimeOffset>();
        await using var app = await TestApp.StartAsync();
        app.Mails.Instead = mail =>
        {
            if (mail.Kind != MailKind.Welcome)
                return null;
            attempts.Enqueue(app.Now);
            return attempts.Count <= 4 ? new MailResult.Deferred(TimeSpan.FromMinutes(17)) : null;
        };
        var start = app.Now;

        var engagement = await TestEngagement.StartAsync(app);
        await app.AdvanceAsync("PT16M59S");
        Assert.DoesNotContain(await engagement.MailsAsync(), mail => mail.Kind == "welcome");
        await app.AdvanceAsync("PT2H");

        var welcomes = (await engagement.MailsAsync()).Where(mail => mail.Kind == "welcome").ToList();
        Assert.Equal(2, welcomes.Count);
        Assert.Equal(2, welcomes.Select(mail => mail.To).Distinct(StringComparer.Ordinal).Count());
        Assert.All(welcomes, mail => Assert.Equal(start.AddMinutes(34), mail.SentAt));
        Assert.Equal(new[] { 0, 0, 17, 17, 34, 34 }, attempts.Select(at => (int)(at - start).TotalMinutes));
    }

    [Fact]
    public async Task Reminders_over_the_quota_go_later_the_same_day()
    {
        await using var app = await TestApp.StartAsync(settings: ["--Mail:Quota:PerHour=10"]);
        var engagement = await TestEngagement.AtStepAsync(app, 3);
        await app.AdvanceAsync("P1D");
        await engagement.AddRatersAsync([.. Enumerable.Repeat("peer", 20)]);
        await app.AdvanceAsync("P35D");

        var reminders = (await engagement.MailsAsync())
            .Where(mail => mail.Kind == "reminder" && mail.Links.Any(link => link.Rel == "respond")).ToList();
        var first = reminders.GroupBy(mail => mail.To, StringComparer.Ordinal).Select(mails => mails.Min(mail => mail.SentAt)).ToList();

        Assert.Equal(20, first.Count);
        var day = Assert.Single(first.Select(at => Zones.DayOf(at, TestApp.Zone)).Distinct());
        Assert.True(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.True(first.Max() - first.Min() >= TimeSpan.FromHours(2));
    }

    private static void KeepsTheQuota(List<DevMail> mails)
    {
        foreach (var (limit, window) in new[] { (30, TimeSpan.FromMinutes(1)), (100, TimeSpan.FromHours(1)) })
            Assert.All(mails, first =>
                Assert.True(mails.Count(mail => mail.SentAt >= first.SentAt && mail.SentAt < first.SentAt + window) <= limit));
    }
}
