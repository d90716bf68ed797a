using System.Text;
using CoachingWorkflow.Functions.Mail;
using CoachingWorkflow.Stories;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class ReviewCalendarTests
{
    [Fact]
    public void A_meeting_that_is_moved_and_called_off_stays_one_event_for_every_calendar()
    {
        DateTimeOffset startsAt = default;
        DateTimeOffset decidedAt = default;
        var mails = MailBook.Of(story =>
        {
            story.UntilReview().Commit().Pass(10).ScheduleMeeting(ReviewKind.Mid, 80).SendMails();
            story.ScheduleMeeting(ReviewKind.Mid, 81);
            startsAt = story.Engagement.Cycle.MidReview.Meeting!.StartsAt;
            story.SendMails().Pass(1).Do(new CancelReviewMeeting(ReviewKind.Mid)).SendMails();
            decidedAt = story.Now;
        });

        var toLeader = mails.Where(mail => mail.To?.Role == Role.Leader && mail.Sent.Attachments.Count > 0).Select(mail => mail.Sent)
            .ToList();
        var events = toLeader.Select(mail => Parse(mail).Event).ToList();
        Assert.Equal([0, 1, 2], events.Select(entry => entry.Sequence));
        Assert.Single(events.Select(entry => entry.Uid).Distinct(StringComparer.Ordinal));
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], toLeader.Select(mail => Parse(mail).Calendar.Method!), StringComparer.Ordinal);
        Assert.Equal(["CONFIRMED", "CONFIRMED", "CANCELLED"], events.Select(entry => entry.Status!), StringComparer.Ordinal);

        // A calendar finds what to take out by the id; a person by the time.
        Assert.Equal(startsAt.UtcDateTime, events[2].Start!.AsUtc);
        Assert.Equal(startsAt.UtcDateTime.AddMinutes(90), events[2].End!.AsUtc);
        Assert.True(events[2].Start!.IsUtc);
        Assert.Equal(decidedAt.UtcDateTime, events[2].DtStamp!.AsUtc);
        Assert.Equal("Room 4, second floor", events[2].Location);
        Assert.Equal("Mid-program review: coaching of Lea Leader", events[2].Summary);
        Assert.Equal("mailto:office@firm.example.org", events[2].Organizer!.Value!.ToString());
        Assert.Equal("mailto:lea.leader+x@example.org", Assert.Single(events[2].Attendees).Value!.ToString());
        Assert.Contains("(Europe/Berlin) was called off", toLeader[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_attachment_names_its_method_in_the_body_and_in_the_type() =>
        Assert.All(MailBook.Complete().SelectMany(mail => mail.Sent.Attachments.Select(attachment => (mail, attachment))), pair =>
        {
            var (calendar, _) = Parse(pair.mail.Sent);
            Assert.Equal($"text/calendar; method={calendar.Method}; charset=utf-8", pair.attachment.ContentType);
            Assert.Equal(pair.mail.Decided.MailKind == MailKind.MeetingScheduled ? "REQUEST" : "CANCEL", calendar.Method);
        });

    [Fact]
    public void Only_mails_about_a_meeting_have_attachments() => Assert.All(MailBook.Complete(), mail => Assert.Equal(
        mail.Decided.MailKind is MailKind.MeetingScheduled or MailKind.MeetingCancelled, mail.Sent.Attachments.Count > 0));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_engagement_that_ends_takes_meetings_that_were_to_come_out_of_the_calendars(bool isCancelled)
    {
        var mails = MailBook.Of(story =>
        {
            story.UntilReview().Commit().Pass(isCancelled ? 10 : 170).ScheduleMeeting(ReviewKind.End, 30).SendMails();
            (isCancelled ? story.Cancel() : story.HoldEndReview(renew: false)).SendMails();
        });
        var last = mails.Where(mail => mail.Decided.MailKind == MailKind.MeetingCancelled).ToList();
        Assert.Equal(3, last.Count);
        var invited = Parse(mails.First(mail => mail.Decided.MailKind == MailKind.MeetingScheduled).Sent).Event;
        Assert.All(last, mail =>
        {
            var (calendar, entry) = Parse(mail.Sent);
            Assert.Equal(("CANCEL", invited.Uid, 1), (calendar.Method, entry.Uid, entry.Sequence));
            Assert.DoesNotContain("still to be held", mail.Sent.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Everyone_is_invited_by_themselves_and_the_two_reviews_are_two_events()
    {
        var mails = MailBook.Of(
            story => story.UntilReview().Commit().ScheduleMeeting(ReviewKind.Mid, 80).ScheduleMeeting(ReviewKind.End, 160).SendMails());
        var invitations = mails.Where(mail => mail.Sent.Attachments.Count > 0).ToList();
        Assert.Equal(6, invitations.Count);
        Assert.Equal(2, invitations.Select(mail => Parse(mail.Sent).Event.Uid).Distinct(StringComparer.Ordinal).Count());
        Assert.All(invitations, mail => Assert.Equal(mail.Sent.ToName, Assert.Single(Parse(mail.Sent).Event.Attendees).CommonName));
    }

    [Fact]
    public void Hostile_names_and_places_stay_text()
    {
        var mails = MailBook.Of(
            story => story.UntilReview().Commit().ScheduleMeeting(ReviewKind.Mid, 80).SendMails(), Hostile.After);
        var sent = mails.First(mail => mail.Sent.Attachments.Count > 0).Sent;
        var (calendar, entry) = Parse(sent);

        Assert.Single(calendar.Events);
        Assert.Empty(calendar.Todos);
        Assert.DoesNotContain("evil", Assert.Single(entry.Attendees).Value!.ToString(), StringComparison.Ordinal);
        Assert.Equal(OneLine.Of(Hostile.After("Room 4, second floor")), entry.Location);
        Assert.EndsWith(OneLine.Of(Hostile.After("Lea Leader")), entry.Summary, StringComparison.Ordinal);

        var lines = Encoding.UTF8.GetString(sent.Attachments[0].Content).Split("\r\n");
        Assert.DoesNotContain(lines, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Single(lines, line => line.StartsWith("ATTENDEE", StringComparison.OrdinalIgnoreCase));
        Assert.Single(lines, line => line == "END:VEVENT");
        Assert.All(lines, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
    }

    [Theory]
    [InlineData("o'neill+a@example.org", "mailto:o'neill+a@example.org")]
    [InlineData("a?b=c&d@example.org", "mailto:a%3Fb%3Dc%26d@example.org")]
    [InlineData("josé@bücher.example", "mailto:josé@bücher.example")]
    public void Addresses_survive(string address, string written)
    {
        var attachment = SampleMeeting.Invitation(address: address);
        var entry = Calendar.Load(Encoding.UTF8.GetString(attachment.Content))!.Events.Single();
        Assert.Equal(written, Assert.Single(entry.Attendees).Value!.OriginalString);
        Assert.Null(entry.Location);
    }

    [Fact]
    public void What_is_no_address_names_nobody()
    {
        var attachment = SampleMeeting.Invitation(address: "no address %%");
        var text = Encoding.UTF8.GetString(attachment.Content);
        Assert.Equal("Mid-program review: coaching of Lea", Calendar.Load(text)!.Events.Single().Summary);
        Assert.DoesNotContain("no address", text, StringComparison.Ordinal);
    }

    private static (Calendar Calendar, CalendarEvent Event) Parse(OutgoingMail mail)
    {
        var calendar = Calendar.Load(Encoding.UTF8.GetString(Assert.Single(mail.Attachments).Content))!;
        return (calendar, Assert.Single(calendar.Events));
    }
}
