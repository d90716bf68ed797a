using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;

namespace CoachingWorkflow.EndToEnd.Reminders;

/// <summary>Every reminder, invitation and escalation of an engagement in which nobody acts for long: to whom, and when.</summary>
public sealed class ReminderTests(SlowRun run) : IClassFixture<SlowRun>
{
    private const int Escalation = 21;

    private static readonly string[] ByTheClock = ["reminder", "reviewInvitation", "escalation", "monthUnlogged"];

    private SlowEngagement Engagement => run.Engagement;

    private DateOnly EndsOn => Engagement.CommittedOn.AddMonths(SlowRun.Months).AddDays(-1);

    private DateOnly MidpointOn => Engagement.CommittedOn.AddMonths(SlowRun.Months / 2);

    [Fact]
    public void What_goes_by_the_clock_goes_at_nine_on_a_working_day_where_its_recipient_is()
    {
        var mails = run.Mails.Where(mail => ByTheClock.Contains(mail.Kind)).ToList();

        Assert.True(mails.Count > 150, $"only {mails.Count} mails");
        Assert.Equal(ByTheClock.Order(), mails.Select(mail => mail.Kind).Distinct().Order());
        Assert.All(mails, mail =>
            Assert.True(Mornings.IsMorning(mail.SentAt, Mornings.ZoneOf(mail.To)), $"{mail.Kind} to {mail.To} at {mail.SentAt:O}"));
    }

    [Theory]
    [InlineData(SlowEngagement.Context, 14)]
    [InlineData(SlowEngagement.LeaderInterview, 14)]
    [InlineData(SlowEngagement.Design, 14)]
    public void The_coach_is_reminded_of_what_the_coach_owes_and_the_firm_is_told(string stretch, int dueAfter)
    {
        var due = DueOn(stretch, dueAfter);

        Assert.Equal(Schedule(Cast.Coach, due, stretch), run.Of("reminder", stretch));
        Assert.Equal(Schedule(TourSettings.FirmEmail, due, stretch, Escalation), run.Of("escalation", stretch));
        Assert.True(run.Of("escalation", stretch).Count() >= 3);
    }

    [Fact]
    public void Silent_raters_are_reminded_and_those_who_have_answered_are_not()
    {
        var due = DueOn(SlowEngagement.ThreeSixty, 28);
        var reminders = run.Of("reminder", SlowEngagement.ThreeSixty).ToLookup(mail => mail.To, mail => mail.At);

        Assert.Equal(4, Engagement.Answered.Count);
        Assert.Equal(4, Engagement.SilentRaters.Count);
        Assert.All(Engagement.Answered, rater =>
            Assert.Equal([Mornings.OnOrAfter(due.AddDays(-3), SlowEngagement.TimeZone)], reminders[rater.Key]));
        Assert.All(Engagement.SilentRaters.Append(Cast.Coach), owedBy =>
            Assert.Equal(Schedule(owedBy, due, SlowEngagement.ThreeSixty), reminders[owedBy].Select(at => (owedBy, at))));
        Assert.Equal(9, reminders.Count);
        Assert.Equal(
            Schedule(TourSettings.FirmEmail, due, SlowEngagement.ThreeSixty, Escalation), run.Of("escalation", SlowEngagement.ThreeSixty)
                .Distinct());
    }

    [Fact]
    public void Sponsors_who_do_not_decide_are_reminded_and_the_leader_who_has_is_not()
    {
        var due = DueOn(SlowEngagement.Decision, 10);
        var reminders = run.Of("reminder", SlowEngagement.Decision).ToLookup(mail => mail.To, mail => mail.At);

        Assert.Equal([Mornings.OnOrAfter(due.AddDays(-3), SlowEngagement.TimeZone)], reminders[Cast.Leader]);
        Assert.All([Cast.Sponsor, Cast.OtherSponsor], sponsor =>
            Assert.Equal(Schedule(sponsor, due, SlowEngagement.Decision), reminders[sponsor].Select(at => (sponsor, at))));
        Assert.Equal(3, reminders.Count);

        // Of both in one mail.
        Assert.Equal(
            Schedule(TourSettings.FirmEmail, due, SlowEngagement.Decision, Escalation), run.Of("escalation", SlowEngagement.Decision));
    }

    [Fact]
    public void In_the_program_only_the_coach_is_reminded_and_the_firm_is_told_of_both_reviews()
    {
        var expected = Schedule(TourSettings.FirmEmail, WorkingDay(MidpointOn), SlowEngagement.Program, Escalation)
            .Concat(Schedule(TourSettings.FirmEmail, WorkingDay(EndsOn), SlowEngagement.Program, Escalation)).Order();

        Assert.Equal([Cast.Coach], run.Of("reminder", SlowEngagement.Program).Select(mail => mail.To).Distinct());
        Assert.Equal(expected, run.Of("escalation", SlowEngagement.Program));
        var reviews = Schedule(Cast.Coach, WorkingDay(MidpointOn), SlowEngagement.Program)
            .Concat(Schedule(Cast.Coach, WorkingDay(EndsOn), SlowEngagement.Program));
        Assert.Subset(run.Of("reminder", SlowEngagement.Program).ToHashSet(), reviews.ToHashSet());
    }

    [Fact]
    public void The_firm_is_told_of_each_month_without_a_log_when_it_closes()
    {
        var closed = Enumerable.Range(1, SlowRun.Months)
            .Select(month => WorkingDay(Engagement.CommittedOn.AddMonths(month).AddDays(-1 + 5)).AddDays(14))
            .Select(day => (TourSettings.FirmEmail, Mornings.OnOrAfter(day, TourSettings.FirmTimeZone)));

        // With what else the firm is told that morning.
        Assert.Subset(
            run.Of("monthUnlogged", SlowEngagement.Program).Concat(run.Of("escalation", SlowEngagement.Program)).ToHashSet(),
            closed.ToHashSet());
        Assert.Equal(
            SlowRun.Months,
            run.Mails.Where(mail => mail.To == TourSettings.FirmEmail).SelectMany(mail => $"{mail.Subject}\n{mail.Text}".Split('\n'))
                .Count(line => line.EndsWith("has no session log", StringComparison.Ordinal)));
    }

    [Fact]
    public void Everyone_is_invited_to_both_reviews_three_weeks_before()
    {
        string[] everyone = [Cast.Coach, Cast.Leader, Cast.Sponsor, Cast.OtherSponsor];
        var expected = new[] { MidpointOn, EndsOn }.SelectMany(day =>
            everyone.Select(person => (person, Mornings.OnOrBefore(day.AddDays(-21), Mornings.ZoneOf(person)))));

        Assert.Equal(expected.Order(), run.Of("reviewInvitation", SlowEngagement.Program).Order());
    }

    private DateOnly DueOn(string stretch, int days) => WorkingDay(DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(Engagement[stretch].From, SlowEngagement.TimeZone).Date).AddDays(days));

    // Nothing is due on a weekend.
    private static DateOnly WorkingDay(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(-2),
        _ => day,
    };

    private IEnumerable<(string To, DateTimeOffset At)> Schedule(string to, DateOnly due, string stretch, int from = -3) =>
        Mornings.After(due, from, Mornings.ZoneOf(to), Engagement[stretch].To).Select(at => (to, at));
}
