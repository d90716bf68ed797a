using System.Net;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Concurrency;

/// <summary>A mail that was handed over is not handed over again only because noting that is difficult.</summary>
public sealed class SettledMailTests
{
    [Theory]
    [InlineData(500, 0)]
    [InlineData(0, 30)]
    public async Task A_mail_goes_once_however_long_others_are_faster_or_the_storage_is_gone(int refusals, int outages)
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.RestAsync();
        var store = (ContendedStore)app.Store;
        app.Mails.Instead = mail =>
        {
            if (mail.Kind == MailKind.MeetingScheduled)
                (store.Refusals, store.Outages) = (refusals, outages);
            return null;
        };

        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(60)))).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("PT1H");

        var invitations = app.Mails.All.Where(mail => mail.Kind == MailKind.MeetingScheduled).ToList();
        Assert.Equal(3, invitations.Count);
        Assert.Equal(3, invitations.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.True(store.Refusals < 0 && store.Outages < 0);
    }

    [Fact]
    public async Task A_copy_that_goes_because_the_first_could_not_be_noted_says_what_the_first_said()
    {
        await using var app = await TestApp.StartAsync(ContendedStore.Use);
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        await app.RestAsync();
        var store = (ContendedStore)app.Store;
        var coach = (await engagement.PersonAsync("coach"))["id"]!.ToString();
        var isFirst = true;
        app.Mails.Instead = mail =>
        {
            if (mail.Kind == MailKind.MeetingScheduled && isFirst)
                store.Refusals = int.MaxValue;
            isFirst &= mail.Kind != MailKind.MeetingScheduled;
            return null;
        };

        (await engagement.PutAsync("reviews/mid/meeting", Bodies.Meeting(app.Now.AddDays(60)))).Is(HttpStatusCode.OK);
        await app.RestAsync();
        store.Refusals = 0;
        (await app.Firm.PatchAsync($"{engagement.Path}/people/{coach}", Bodies.Of(new { name = "Renamed Canary" }))).Is(HttpStatusCode.OK);
        await app.AdvanceAsync("PT1H");

        var copies = app.Mails.All.Where(mail => mail.Kind == MailKind.MeetingScheduled).GroupBy(mail => mail.Id, StringComparer.Ordinal)
            .ToList();
        Assert.Equal(3, copies.Count);
        var doubled = Assert.Single(copies, mail => mail.Count() > 1);
        Assert.Single(doubled.Select(mail => (mail.Subject, mail.Text, mail.Html, mail.ToName, mail.ToAddress)).Distinct());
        Assert.DoesNotContain("Renamed", doubled.First().Text, StringComparison.Ordinal);
    }
}
