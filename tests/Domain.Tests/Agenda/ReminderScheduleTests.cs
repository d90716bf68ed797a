namespace CoachingWorkflow.Domain.Tests;

/// <summary>Section 8 of the design, worked out by hand: every expected time below was read off a calendar.</summary>
public sealed class ReminderScheduleTests
{
    // Due on, zone, then the reminders 3 days before, on the day, 7, 14, 21 and 28 days after.
    public static TheoryData<string, string, string[]> OrdinaryObligations => new()
    {
        // Summer time begins in Berlin on Sunday 28 March 2027.
        { "2027-03-15", "Europe/Berlin", [
            "2027-03-12T08:00Z", "2027-03-15T08:00Z", "2027-03-22T08:00Z", "2027-03-29T07:00Z", "2027-04-05T07:00Z", "2027-04-12T07:00Z"] },

        // Due on that very Sunday: Monday instead, and a week later again.
        { "2027-03-28", "Europe/Berlin", [
            "2027-03-25T08:00Z", "2027-03-29T07:00Z", "2027-04-05T07:00Z", "2027-04-12T07:00Z", "2027-04-19T07:00Z", "2027-04-26T07:00Z"] },

        // It ends on Sunday 31 October; three days before Tuesday the 26th is a Saturday.
        { "2027-10-26", "Europe/Berlin", [
            "2027-10-25T07:00Z", "2027-10-26T07:00Z", "2027-11-02T08:00Z", "2027-11-09T08:00Z", "2027-11-16T08:00Z", "2027-11-23T08:00Z"] },

        // The last of July 2027 is a Saturday.
        { "2027-07-31", "Europe/Berlin", [
            "2027-07-28T07:00Z", "2027-08-02T07:00Z", "2027-08-09T07:00Z", "2027-08-16T07:00Z", "2027-08-23T07:00Z", "2027-08-30T07:00Z"] },

        // New York changes its clocks on Sundays 14 March and 7 November 2027.
        { "2027-03-15", "America/New_York", [
            "2027-03-12T14:00Z", "2027-03-15T13:00Z", "2027-03-22T13:00Z", "2027-03-29T13:00Z", "2027-04-05T13:00Z", "2027-04-12T13:00Z"] },
        { "2027-11-05", "America/New_York", [
            "2027-11-02T13:00Z", "2027-11-05T13:00Z", "2027-11-12T14:00Z", "2027-11-19T14:00Z", "2027-11-26T14:00Z", "2027-12-03T14:00Z"] },

        // In the south summer time ends in April: Auckland on Sunday 4 April 2027. The UTC day is the one before.
        { "2027-04-02", "Pacific/Auckland", [
            "2027-03-29T20:00Z", "2027-04-01T20:00Z", "2027-04-08T21:00Z", "2027-04-15T21:00Z", "2027-04-22T21:00Z", "2027-04-29T21:00Z"] },

        // Over New Year, in Sydney's summer.
        { "2027-12-31", "Australia/Sydney", [
            "2027-12-27T22:00Z", "2027-12-30T22:00Z", "2028-01-06T22:00Z", "2028-01-13T22:00Z", "2028-01-20T22:00Z", "2028-01-27T22:00Z"] },

        // Leap day, a Tuesday, at half past three UTC in India.
        { "2028-02-29", "Asia/Kolkata", [
            "2028-02-28T03:30Z", "2028-02-29T03:30Z", "2028-03-07T03:30Z", "2028-03-14T03:30Z", "2028-03-21T03:30Z", "2028-03-28T03:30Z"] },
    };

    // Due on, when it arose, zone, then the first three reminders.
    public static TheoryData<string, string, string, string[]> LateObligations => new()
    {
        // Wednesday noon: three reminders are past already; one goes on Thursday morning.
        { "2027-03-15", "2027-03-24T12:00:00Z", "Europe/Berlin", ["2027-03-25T08:00Z", "2027-03-29T07:00Z", "2027-04-05T07:00Z"] },

        // Wednesday, an hour before nine: the same morning will do.
        { "2027-03-15", "2027-03-24T07:00:00Z", "Europe/Berlin", ["2027-03-24T08:00Z", "2027-03-29T07:00Z", "2027-04-05T07:00Z"] },

        // Friday afternoon: the one for those that are past falls on Monday, on which one is due anyway.
        { "2027-03-15", "2027-03-19T12:00:00Z", "Europe/Berlin", ["2027-03-22T08:00Z", "2027-03-29T07:00Z", "2027-04-05T07:00Z"] },

        // On the minute of the second reminder.
        { "2027-03-15", "2027-03-15T08:00:00Z", "Europe/Berlin", ["2027-03-15T08:00Z", "2027-03-22T08:00Z", "2027-03-29T07:00Z"] },

        // Half a year late: weekly from the next morning, in step with the days since it was due.
        { "2027-03-15", "2027-09-16T12:00:00Z", "Europe/Berlin", ["2027-09-17T07:00Z", "2027-09-20T07:00Z", "2027-09-27T07:00Z"] },
    };

    [Theory]
    [MemberData(nameof(OrdinaryObligations))]
    public void Whoever_owes_is_reminded_three_days_before_on_the_day_and_then_weekly_at_nine_on_working_days(
        string due, string zone, string[] expected)
    {
        var since = Scenario.Instant("2027-02-01T00:00:00Z");

        Assert.Equal(Instants(expected), Times(since, due, zone).Take(expected.Length));
    }

    [Theory]
    [MemberData(nameof(LateObligations))]
    public void Reminders_already_past_when_the_obligation_arises_are_one(string due, string since, string zone, string[] expected) =>
        Assert.Equal(Instants(expected), Times(Scenario.Instant(since), due, zone).Take(expected.Length));

    [Fact]
    public void Reminders_after_the_third_week_go_on_weekly_without_end()
    {
        var reminders = Of(Scenario.Instant("2027-03-01T08:00:00Z"), "2027-03-15", "Europe/Berlin").Skip(4).Take(40).ToList();

        Assert.Equal(Enumerable.Range(0, 40).Select(week => 21 + (7 * week)), reminders.Select(reminder => reminder.Occasion));
        Assert.Equal(Scenario.Instant("2027-12-27T08:00:00Z"), reminders[38].At);
    }

    [Fact]
    public void Two_reminders_of_one_obligation_on_one_day_are_one_and_it_is_the_later_one()
    {
        // Due on Monday 15 March: two days and one day before are a weekend.
        var policy = Policy.Default with { Reminders = [-3, -2, -1, 0, 7] };

        var reminders = ReminderSchedule.Of(
            policy, Scenario.Instant("2027-03-01T08:00:00Z"), Scenario.Day("2027-03-15"), "Europe/Berlin").Take(3);

        Assert.Equal(
            [
                new Reminder(-3, Scenario.Instant("2027-03-12T08:00Z")),
                new Reminder(0, Scenario.Instant("2027-03-15T08:00Z")),
                new Reminder(7, Scenario.Instant("2027-03-22T08:00Z")),
            ],
            reminders);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-04-05T07:00Z", "2027-04-12T07:00Z", "2027-04-19T07:00Z")]
    [InlineData("America/New_York", "2027-04-05T13:00Z", "2027-04-12T13:00Z", "2027-04-19T13:00Z")]
    [InlineData("Asia/Kolkata", "2027-04-05T03:30Z", "2027-04-12T03:30Z", "2027-04-19T03:30Z")]
    public void The_firm_is_told_from_the_third_week_on_weekly_in_its_own_zone(string firmZone, params string[] expected)
    {
        // Step 1 opened on 1 March and is due on 15 March.
        var scenario = Scenario.Started(firmZone: firmZone);
        var post = new PostOffice(scenario).RunUntil("2027-04-20T00:00:00Z");

        var told = post.Sent.Where(mail => mail.Kind == MailKind.Escalation).ToList();

        Assert.Equal(Instants(expected), told.Select(mail => mail.SentAt));
        Assert.All(told, mail => Assert.Equal(Actor.Firm, mail.Recipient));
    }

    [Theory]
    [InlineData("2027-03-12T08:00:00Z", "2027-03-12T08:00Z", -3)]
    [InlineData("2027-03-12T09:00:00Z", "2027-03-12T08:00Z", -3)]
    [InlineData("2027-03-12T09:00:01Z", "2027-03-15T08:00Z", 0)]
    [InlineData("2027-03-13T12:00:00Z", "2027-03-15T08:00Z", 0)]
    [InlineData("2027-03-17T12:00:00Z", "2027-03-18T08:00Z", 0)]
    [InlineData("2027-03-19T20:00:00Z", "2027-03-22T08:00Z", 7)]
    [InlineData("2027-03-30T20:00:00Z", "2027-03-31T07:00Z", 14)]
    [InlineData("2027-06-30T20:00:00Z", "2027-07-01T07:00Z", 105)]
    public void Mornings_that_the_system_missed_are_one_reminder_on_the_next_working_morning(string now, string expected, int occasion)
    {
        var scenario = Scenario.Started();
        var obligation = Assert.Single(Agenda.ObligationsOf(scenario.Engagement));

        Assert.Equal(
            new Reminder(occasion, Scenario.Instant(expected)),
            Agenda.NextReminder(scenario.Engagement, obligation, Scenario.Instant(now)));
    }

    private static IEnumerable<Reminder> Of(DateTimeOffset since, string due, string zone) =>
        ReminderSchedule.Of(Policy.Default, since, Scenario.Day(due), zone);

    private static IEnumerable<DateTimeOffset> Times(DateTimeOffset since, string due, string zone) =>
        Of(since, due, zone).Select(reminder => reminder.At);

    private static IEnumerable<DateTimeOffset> Instants(IEnumerable<string> utc) => utc.Select(Scenario.Instant);
}
