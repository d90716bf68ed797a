using CoachingWorkflow.Functions.Mail.Quota;
using CsCheck;

namespace CoachingWorkflow.Functions.Tests.Mail.Quota;

public sealed class QuotaPlanTests
{
    private static readonly MailRate[] Rates = [new(30, TimeSpan.FromMinutes(1)), new(100, TimeSpan.FromHours(1))];
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly QuotaPlan _plan = new(Rates);
    private IReadOnlyList<QuotaBooking> _bookings = [];

    [Fact]
    public void Four_hundred_invitations_are_spread_over_four_hours_and_three_minutes()
    {
        var places = Enumerable.Range(1, 400).Select(number => Book($"invitation {number}", MailUrgency.Invitation, Start)).ToList();

        Assert.Equal(places.Order(), places);
        Assert.Equal(Start, places[0]);
        Assert.Equal(Start.AddMinutes(243), places[^1]);
        KeepsTheQuota();
    }

    [Fact]
    public void What_is_more_urgent_goes_at_once_past_all_that_waits_and_what_is_less_urgent_after_it()
    {
        for (var number = 1; number <= 400; number++)
            Book($"invitation {number}", MailUrgency.Invitation, Start);
        var later = Start.AddMinutes(30);

        Assert.Equal(later, Book("code", MailUrgency.Awaited, later));
        Assert.Equal(later, Book("decision", MailUrgency.Decision, later));
        var reminder = Book("reminder", MailUrgency.Reminder, later);
        var notice = Book("notice", MailUrgency.Notice, later);

        var lastInvitation = _bookings.Where(booking => booking.Mail.StartsWith("invitation", StringComparison.Ordinal))
            .Max(booking => booking.At);
        Assert.True(reminder > lastInvitation);
        Assert.True(notice >= reminder);
        KeepsTheQuota();
    }

    [Fact]
    public void Each_step_of_urgency_has_a_tenth_of_the_quota_that_nothing_less_urgent_takes()
    {
        foreach (var urgency in Enum.GetValues<MailUrgency>().Reverse())
        {
            var share = urgency == MailUrgency.Notice ? 60 : 10;
            for (var number = 0; number < share; number++)
                Assert.True(Book($"{urgency} {number}", urgency, Start) < Start.AddHours(1), $"{urgency} {number}");
            Assert.True(Book($"one more {urgency}", urgency, Start) >= Start.AddHours(1));
            _bookings = [.. _bookings.Where(booking => booking.At < Start.AddHours(1))];
        }

        Assert.Equal(100, _bookings.Count);
        KeepsTheQuota();
    }

    [Fact]
    public void A_mail_that_asks_again_keeps_its_place_and_goes_when_it_has_come()
    {
        for (var number = 1; number <= 24; number++)
            Book($"first {number}", MailUrgency.Invitation, Start);
        var place = Book("mail", MailUrgency.Invitation, Start);
        Assert.Equal(Start.AddMinutes(1), place);

        Assert.Equal(place, Book("mail", MailUrgency.Invitation, Start.AddSeconds(10)));
        Assert.Equal(25, _bookings.Count);
        Assert.Equal(place, Book("mail", MailUrgency.Invitation, place));
        Assert.Equal(place.AddSeconds(2), Book("mail", MailUrgency.Invitation, place.AddSeconds(2)));
        Assert.Equal(25, _bookings.Count);
        KeepsTheQuota();
    }

    [Fact]
    public void Places_of_mails_that_were_all_missed_are_given_anew_within_the_quota()
    {
        var mails = Enumerable.Range(1, 100).Select(number => $"mail {number}").ToList();
        foreach (var mail in mails)
            Book(mail, MailUrgency.Invitation, Start);
        var afterTheOutage = Start.AddHours(3);

        var places = mails.Select(mail => Book(mail, MailUrgency.Invitation, afterTheOutage)).ToList();

        Assert.All(places, place => Assert.True(place >= afterTheOutage));
        Assert.Equal(24, places.Count(place => place == afterTheOutage));
        KeepsTheQuota();
    }

    [Fact]
    public void Whatever_comes_whenever_no_window_holds_more_than_its_quota() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 300], Gen.Int[0, 40]).Array[1, 250].Sample(
            asks =>
            {
                var test = new QuotaPlanTests();
                var now = Start;
                foreach (var (urgency, seconds, mail) in asks)
                {
                    now = now.AddSeconds(seconds % 7 == 0 ? seconds : 0);
                    Assert.True(test.Book($"mail {mail}", (MailUrgency)urgency, now) >= now);
                }

                test.KeepsTheQuota();
            },
            iter: 200);

    private DateTimeOffset Book(string mail, MailUrgency urgency, DateTimeOffset now)
    {
        (var at, _bookings) = _plan.Book(_bookings, mail, urgency, now);
        return at;
    }

    private void KeepsTheQuota() => Assert.All(Rates, rate => Assert.All(_bookings, first => Assert.True(
        _bookings.Count(booking => booking.At >= first.At && booking.At < first.At + rate.Window) <= rate.Limit)));
}
