using System.Text.Json;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Mail;

/// <summary>The application in a process of its own, with a real mail server that has its moods.</summary>
public sealed class MailServerTests
{
    private static readonly string?[] Moods =
        [null, "later at recipient", null, "drop once taken", null, "later at message", null, "drop in mid-message", null,
            "later at sender", null];

    // What goes wrong with one transaction after the other, then from the start again. Silence is rare, because each one takes its time.
    private static readonly string?[] Faults = [.. Moods, .. Moods, .. Moods, "never answers"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_the_server_behaves_each_mail_of_a_whole_engagement_that_is_still_owed_is_in_a_mailbox_once()
    {
        await using var server = await MailServer.StartAsync(Faults);
        var (engagement, timeline) = await TourAsync(server);
        var mails = server.Mails();

        var expected = await UndisturbedMailsAsync();
        var ids = mails.Select(mail => mail.MailId).ToHashSet(StringComparer.Ordinal);

        // What had to wait, and was not owed any more when it could go, was dropped: the coach who has designed is not asked to.
        Assert.Equal(
            Kinds("mailDropped"), expected.Where(mail => !ids.Contains(mail.Id)).Select(mail => mail.Kind).Order(StringComparer.Ordinal));
        Assert.InRange(Kinds("mailDropped").Count(), 0, 5);
        Assert.Empty(mails.Where(mail => expected.All(one => one.Id != mail.MailId))
            .Select(mail => $"to {mail.To.Single().Address} of {mail.Date:O} is too much: {mail.Subject}"));
        Assert.All(mails.GroupBy(mail => mail.Id, StringComparer.Ordinal), copies =>
            Assert.Equal(1 + copies.Count(copy => copy.Fault == "drop once taken" && copy != copies.Last()), copies.Count()));
        Assert.Contains(mails, mail => mail.Fault == "drop once taken");
        Assert.True(server.TimesSilent > 2);
        Assert.True(timeline.Count(line => line.GetProperty("kind").GetString() == "mailDeferred") > 30);

        Assert.All(mails, mail =>
        {
            Assert.True(mail.IsSecure);
            Assert.Equal(mail.To.Single().Address, Assert.Single(mail.Envelope.To));
            Assert.Equal(new Mailbox("Tour Coaching", "no-reply@mail.tour-coaching.example"), Assert.Single(mail.From));
            Assert.Equal(new Mailbox("Tour Coaching", TourSettings.FirmEmail), Assert.Single(mail.ReplyTo));
            Assert.Equal("auto-generated", mail.Headers["auto-submitted"]);
            Assert.Equal($"<{engagement}.mail.tour-coaching.example>", mail.Headers["list-id"]);
            Assert.StartsWith($"<mailto:{TourSettings.FirmEmail}?", mail.Headers["list-unsubscribe"], StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(mail.Subject));
            Assert.Contains("You get this mail because", mail.Text, StringComparison.Ordinal);
            Assert.Contains("You get this mail because", mail.Html, StringComparison.Ordinal);
            Assert.All(
                mail.Links, link => Assert.Contains(link.Href.ToString(), mail.Text.ReplaceLineEndings(""), StringComparison.Ordinal));
        });

        IEnumerable<string> Kinds(string fact) => timeline.Where(line => line.GetProperty("kind").GetString() == fact)
            .Select(line => line.GetProperty("mailKind").GetString()!).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Calendars_follow_a_meeting_that_is_arranged_moved_and_called_off()
    {
        await using var server = await MailServer.StartAsync([]);
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, Cancellation, Trusting(server), server.Settings);
        using var http = new HttpClient { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, new TourPlan(), (to, _) => Task.FromResult(LinksTo(server, to)));
        await tour.RunUntilAsync("the mid review's meeting is to be on 2027-07-09", Cancellation);
        await api.DeleteAsync($"/api/engagements/{tour.Engagement}/reviews/mid/meeting", Cancellation);
        await api.SettleAsync(Cancellation);

        var entries = server.Mails()
            .SelectMany(mail => mail.Attachments.Select(file => (To: mail.To.Single().Address, File: file, Entry: file.Calendar!)))
            .ToList();

        Assert.All(entries, entry =>
        {
            Assert.Equal("text/calendar", entry.File.ContentType);
            Assert.Equal(entry.Entry.Method, entry.File.Method);
            Assert.Equal(1, entry.Entry.Events);
            Assert.Equal([$"mailto:{entry.To}"], entry.Entry.Attendees);
            Assert.Equal($"mailto:{TourSettings.FirmEmail}", entry.Entry.Organizer);
            Assert.All(
                [entry.Entry.Stamp, entry.Entry.Starts, entry.Entry.Ends], time => Assert.EndsWith("Z", time, StringComparison.Ordinal));
        });
        var calendars = entries.ToLookup(entry => entry.To, entry => entry.Entry);
        Assert.Equal(
            new[] { Cast.Coach, Cast.Leader, Cast.Sponsor, Cast.OtherSponsor }.Order(), calendars.Select(calendar => calendar.Key).Order());
        Assert.Single(entries.Select(entry => entry.Entry.Uid).Distinct(StringComparer.Ordinal));
        Assert.All(calendars, calendar => Assert.Equal(
            [(0, "REQUEST", "CONFIRMED", "2027-07-04T12:00:00Z"), (1, "REQUEST", "CONFIRMED", "2027-07-09T12:00:00Z"),
                (2, "CANCEL", "CANCELLED", "2027-07-09T12:00:00Z")],
            calendar.Select(entry => (entry.Sequence, entry.Method, entry.Status, entry.Starts))));
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_seen_by_the_firm_and_everything_else_goes_on()
    {
        await using var server = await MailServer.StartAsync([], Cast.Coach);
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, Cancellation, Trusting(server), server.Settings);
        using var http = new HttpClient { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, new TourPlan());
        await tour.RunUntilAsync("the firm starts the engagement", Cancellation);

        // The firm is told in its own morning.
        await api.AdvanceToAsync(await api.NowAsync(Cancellation) + TimeSpan.FromDays(1), Cancellation);
        var engagement = await api.GetAsync($"/api/engagements/{tour.Engagement}", Cancellation);

        var waiting = engagement.GetProperty("waitingFor")[0];
        Assert.Equal(("coach", "bouncing"), (waiting.GetProperty("role").GetString(), waiting.GetProperty("mail").GetString()));
        Assert.Equal(
            "bouncing",
            engagement.GetProperty("people").EnumerateArray()
                .Single(person => person.GetProperty("role").GetString() == "coach").GetProperty("mail").GetString());
        var mails = server.Mails();
        Assert.Contains(mails, mail =>
            mail.To.Single().Address == TourSettings.FirmEmail && mail.Subject.Contains("came back", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.To.Single().Address == Cast.Leader);
        Assert.DoesNotContain(mails, mail => mail.To.Single().Address == Cast.Coach);
        Assert.DoesNotContain(Cast.Coach, app.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_whose_certificate_is_not_trusted_gets_no_password_and_no_mail()
    {
        await using var server = await MailServer.StartAsync([]);
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, Cancellation, environment: null, server.Settings);
        using var http = new HttpClient { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, new TourPlan());
        await tour.RunUntilAsync("the firm starts the engagement", Cancellation);

        Assert.Empty(server.Mails());
        var deferred = (await api.TimelineAsync(tour.Engagement, Cancellation))
            .Where(line => line.GetProperty("kind").GetString() == "mailDeferred");
        Assert.Equal(4, deferred.Count());
        Assert.Contains("could not be handed to the server: SslHandshakeException", app.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Trusting(MailServer server) =>
        new(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = server.Certificate };

    private static async Task<(string Engagement, IReadOnlyList<JsonElement> Timeline)> TourAsync(MailServer server)
    {
        using var folder = new DataFolder();
        await using var app = await AppProcess.StartAsync(folder.Path, Cancellation, Trusting(server), server.Settings);
        using var http = new HttpClient { BaseAddress = app.Address };
        var api = new CoachingApi(http);
        var tour = new Tour(api, new TourPlan(), async (to, cancellation) =>
        {
            // A mail that the server did not take is sent again after minutes.
            await api.AdvanceToAsync(await api.NowAsync(cancellation) + TimeSpan.FromMinutes(10), cancellation);
            return LinksTo(server, to);
        });
        await tour.RunAsync(Cancellation);
        return (tour.Engagement, await api.TimelineAsync(tour.Engagement, Cancellation));
    }

    private static IReadOnlyList<OutboxLink> LinksTo(MailServer server, string to) =>
        [.. server.Mails().Where(mail => mail.To.Single().Address == to).SelectMany(mail => mail.Links)];

    private static async Task<IReadOnlyList<OutboxMail>> UndisturbedMailsAsync()
    {
        await using var app = await AppInProcess.StartAsync(Cancellation);
        var tour = new Tour(app.Api, new TourPlan());
        await tour.RunAsync(Cancellation);
        return [.. (await app.Api.OutboxAsync(cancellation: Cancellation)).Where(mail => mail.About == tour.Engagement)];
    }
}
