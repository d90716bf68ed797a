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

    [Fact]
    public void The_queue_of_one_firm_does_not_hold_up_another()
    {
        for (var number = 1; number <= 3_000; number++)
            Book($"north {number}", MailUrgency.Invitation, Start);
        var later = Start.AddMinutes(10);

        var first = Book("south 1", MailUrgency.Invitation, later, "south");
        var places = Enumerable.Range(2, 49).Select(number => Book($"south {number}", MailUrgency.Invitation, later, "south")).ToList();

        Assert.True(first <= later.AddMinutes(1), $"{first}");
        Assert.All(places, place => Assert.True(place <= later.AddHours(1) + TimeSpan.FromMinutes(10), $"{place}"));
    }

    [Fact]
    public void However_firms_come_what_goes_keeps_the_quota_each_goes_at_last_and_none_waits_longer_than_with_its_share_alone() =>
        Gen.Select(Gen.Int[2, 3], Gen.Int[0, 3].Array[20, 150]).Sample(
            (firms, arrivals) =>
            {
                MailRate[] rates = [new(10, TimeSpan.FromMinutes(1)), new(30, TimeSpan.FromHours(1))];
                var plan = new QuotaPlan(rates);
                IReadOnlyList<QuotaBooking> bookings = [];
                var waiting = new PriorityQueue<(string Mail, string Firm), DateTimeOffset>();

                // The first firm floods; the others come one by one, minutes later.
                var asked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
                for (var number = 0; number < 120; number++)
                    Ask($"flood {number}", "0", Start);
                var at = Start;
                foreach (var (index, arrival) in arrivals.Index())
                {
                    at = at.AddMinutes(20);
                    Ask($"other {index}", $"{1 + (arrival % (firms - 1))}", at);
                }

                var gone = new List<(string Firm, DateTimeOffset At, TimeSpan Waited)>();
                for (var turns = 0; waiting.TryDequeue(out var mail, out var now); turns++)
                {
                    Assert.True(turns < 50_000, "A mail is put off for ever.");
                    (var place, bookings) = plan.Book(bookings, mail.Mail, mail.Firm, MailUrgency.Invitation, now);
                    if (place > now)
                        waiting.Enqueue(mail, place);
                    else
                        gone.Add((mail.Firm, now, now - asked[mail.Mail]));
                }

                Assert.All(rates, rate => Assert.All(gone, first =>
                    Assert.True(gone.Count(one => one.At >= first.At && one.At < first.At + rate.Window) <= rate.Limit)));

                // Three an hour is less than any share: who asks so little waits for the window at most.
                Assert.All(gone.Where(one => one.Firm != "0"), one => Assert.True(one.Waited <= TimeSpan.FromHours(1), $"{one}"));

                void Ask(string mail, string firm, DateTimeOffset when)
                {
                    asked[mail] = when;
                    waiting.Enqueue((mail, firm), when);
                }
            },
            iter: 20);

    private DateTimeOffset Book(string mail, MailUrgency urgency, DateTimeOffset now, string firm = "north")
    {
        (var at, _bookings) = _plan.Book(_bookings, mail, firm, urgency, now);
        return at;
    }

    private void KeepsTheQuota() => Assert.All(Rates, rate => Assert.All(_bookings, first => Assert.True(
        _bookings.Count(booking => booking.At >= first.At && booking.At < first.At + rate.Window) <= rate.Limit)));
}
