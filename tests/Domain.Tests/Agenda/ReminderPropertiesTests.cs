using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>What holds of reminders in every zone, on every date.</summary>
public sealed class ReminderPropertiesTests
{
    private static readonly List<string> AllZones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(Zones.Exists)];

    private static readonly Gen<string> Zone = Gen.Int[0, AllZones.Count - 1].Select(index => AllZones[index]);

    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Int[0, 15 * 365 * 24 * 60].Select(minutes => Scenario.Instant("2025-01-01T00:00:00Z").AddMinutes(minutes));

    private static readonly Gen<(DateTimeOffset Since, DateOnly Due, string Zone)> Debts =
        Gen.Select(Instant, Gen.Int[-30, 60], Zone, (since, days, zone) => (since, Zones.DayOf(since, zone).AddDays(days), zone));

    [Fact]
    public void They_go_at_nine_on_working_days_after_the_debt_arose_and_never_two_on_a_day() => Debts.Sample(debt =>
    {
        var reminders = ReminderSchedule.Of(Policy.Default, debt.Since, debt.Due, debt.Zone).Take(12).ToList();

        Assert.All(reminders, reminder => WorkingHours.AssertWithin(reminder.At, debt.Zone));
        Assert.True(reminders[0].At >= debt.Since);
        foreach (var (earlier, later) in reminders.Zip(reminders.Skip(1)))
        {
            Assert.True(earlier.Occasion < later.Occasion);
            Assert.True(WorkingHours.LocalDay(earlier.At, debt.Zone) < WorkingHours.LocalDay(later.At, debt.Zone));
        }
    });

    [Fact]
    public void Each_goes_on_its_day_or_on_the_working_day_that_follows() => Debts.Sample(debt =>
    {
        foreach (var reminder in ReminderSchedule.Of(Policy.Default, debt.Since, debt.Due, debt.Zone).Take(12))
        {
            var meant = debt.Due.AddDays(reminder.Occasion);
            var arose = WorkingHours.LocalDay(debt.Since, debt.Zone);
            var earliest = meant > arose ? meant : arose;
            Assert.InRange(WorkingHours.LocalDay(reminder.At, debt.Zone).DayNumber, meant.DayNumber, earliest.DayNumber + 3);
        }
    });

    [Fact]
    public void The_next_one_is_never_more_than_an_hour_late_and_never_one_that_was_sent() => Gen.Select(Debts, Gen.Int[0, 200 * 24 * 60], Gen.Int[0, 10])
        .Sample((debt, minutes, sent) =>
        {
            var now = debt.Since.AddMinutes(minutes);
            var schedule = ReminderSchedule.Of(Policy.Default, debt.Since, debt.Due, debt.Zone);
            int? last = sent == 0 ? null : schedule.ElementAt(sent - 1).Occasion;

            var next = ReminderSchedule.Next(schedule, last, new WorkingMornings(Policy.Default, debt.Zone), now);

            WorkingHours.AssertWithin(next.At, debt.Zone);
            Assert.True(next.At >= now.AddHours(-1));
            Assert.True(last is null || next.Occasion > last);
        });

    [Fact]
    public void Once_the_next_one_is_sent_the_one_after_lies_on_a_later_day() => Gen.Select(Debts, Gen.Int[0, 200 * 24 * 60]).Sample((debt, minutes) =>
    {
        var mornings = new WorkingMornings(Policy.Default, debt.Zone);
        var schedule = ReminderSchedule.Of(Policy.Default, debt.Since, debt.Due, debt.Zone);
        var next = ReminderSchedule.Next(schedule, last: null, mornings, debt.Since.AddMinutes(minutes));

        var following = ReminderSchedule.Next(schedule, next.Occasion, mornings, next.At);

        Assert.True(WorkingHours.LocalDay(following.At, debt.Zone) > WorkingHours.LocalDay(next.At, debt.Zone));
    });
}
