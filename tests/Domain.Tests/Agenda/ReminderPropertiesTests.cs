using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>What holds of reminders in every zone, on every date.</summary>
public sealed class ReminderPropertiesTests
{
    private static readonly List<string> AllZones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(Zones.Exists)];

    private static readonly Gen<string> Zone = Gen.Int[0, AllZones.Count - 1].Select(index => AllZones[index]);

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Int[0, 15 * 365 * 24 * 60].Select(minutes => Scenario.Instant("2025-01-01T00:00:00Z").AddMinutes(minutes));

    private static readonly Gen<(DateTimeOffset Since, DateOnly Due, string Zone)> Obligations =
        Gen.Select(Instant, Gen.Int[-30, 60], Zone, (since, days, zone) => (since, Zones.DayOf(since, zone).AddDays(days), zone));

    [Fact]
    public void They_go_at_nine_on_working_days_after_the_obligation_arose_and_never_two_on_a_day() => Obligations.Sample(obligation =>
    {
        var reminders = ReminderSchedule.Of(Policy.Default, obligation.Since, obligation.Due, obligation.Zone).Take(12).ToList();

        Assert.All(reminders, reminder => WorkingHours.AssertWithin(reminder.At, obligation.Zone));
        Assert.True(reminders[0].At >= obligation.Since);
        foreach (var (earlier, later) in reminders.Zip(reminders.Skip(1)))
        {
            Assert.True(earlier.Occasion < later.Occasion);
            Assert.True(WorkingHours.LocalDay(earlier.At, obligation.Zone) < WorkingHours.LocalDay(later.At, obligation.Zone));
        }
    });

    [Fact]
    public void Each_goes_on_its_day_or_on_the_working_day_that_follows() => Obligations.Sample(obligation =>
    {
        foreach (var reminder in ReminderSchedule.Of(Policy.Default, obligation.Since, obligation.Due, obligation.Zone).Take(12))
        {
            var meant = obligation.Due.AddDays(reminder.Occasion);
            var arose = WorkingHours.LocalDay(obligation.Since, obligation.Zone);
            var earliest = meant > arose ? meant : arose;
            Assert.InRange(WorkingHours.LocalDay(reminder.At, obligation.Zone).DayNumber, meant.DayNumber, earliest.DayNumber + 3);
        }
    });

    [Fact]
    public void The_next_one_is_never_more_than_an_hour_late_and_never_one_that_was_sent() =>
        Gen.Select(Obligations, Gen.Int[0, 200 * 24 * 60], Gen.Int[0, 10])
        .Sample((obligation, minutes, sent) =>
        {
            var now = obligation.Since.AddMinutes(minutes);
            var schedule = ReminderSchedule.Of(Policy.Default, obligation.Since, obligation.Due, obligation.Zone);
            int? last = sent == 0 ? null : schedule.ElementAt(sent - 1).Occasion;

            var next = ReminderSchedule.Next(schedule, last, new WorkingMornings(Policy.Default, obligation.Zone), now);

            WorkingHours.AssertWithin(next.At, obligation.Zone);
            Assert.True(next.At >= now.AddHours(-1));
            Assert.True(last is null || next.Occasion > last);
        });

    [Fact]
    public void Once_the_next_one_is_sent_the_one_after_lies_on_a_later_day() =>
        Gen.Select(Obligations, Gen.Int[0, 200 * 24 * 60]).Sample((obligation, minutes) =>
    {
        var mornings = new WorkingMornings(Policy.Default, obligation.Zone);
        var schedule = ReminderSchedule.Of(Policy.Default, obligation.Since, obligation.Due, obligation.Zone);
        var next = ReminderSchedule.Next(schedule, last: null, mornings, obligation.Since.AddMinutes(minutes));

        var following = ReminderSchedule.Next(schedule, next.Occasion, mornings, next.At);

        Assert.True(WorkingHours.LocalDay(following.At, obligation.Zone) > WorkingHours.LocalDay(next.At, obligation.Zone));
    });
}
