namespace CoachingWorkflow.EndToEnd.Reminders;

/// <summary>09:00 of working days, computed apart from the application.</summary>
public static class Mornings
{
    /// <summary>Who is where; everybody else is where the engagement is.</summary>
    public static string ZoneOf(string email) => email switch
    {
        Tours.Cast.Coach => "Europe/London",
        Tours.Cast.Sponsor => "America/New_York",
        Tours.Cast.OtherSponsor => "Asia/Tokyo",
        Applications.TourSettings.FirmEmail => Applications.TourSettings.FirmTimeZone,
        _ => Tours.SlowEngagement.TimeZone,
    };

    public static bool IsMorning(DateTimeOffset instant, string zone)
    {
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(instant, zone);
        return local.TimeOfDay == TimeSpan.FromHours(9) && !IsWeekend(DateOnly.FromDateTime(local.Date));
    }

    /// <summary>3 days before a day, on it, 7, 14 and 21 days after and weekly: those from an offset on, up to an instant.</summary>
    public static IEnumerable<DateTimeOffset> After(DateOnly due, int from, string zone, DateTimeOffset until)
    {
        int[] first = [-3, 0];
        return first.Concat(Enumerable.Range(1, 100).Select(week => 7 * week))
            .Where(offset => offset >= from)
            .Select(offset => OnOrAfter(due.AddDays(offset), zone))
            .Distinct()
            .TakeWhile(at => at <= until);
    }

    public static DateTimeOffset OnOrAfter(DateOnly day, string zone)
    {
        while (IsWeekend(day))
            day = day.AddDays(1);
        return At(day, zone);
    }

    public static DateTimeOffset OnOrBefore(DateOnly day, string zone)
    {
        while (IsWeekend(day))
            day = day.AddDays(-1);
        return At(day, zone);
    }

    private static DateTimeOffset At(DateOnly day, string zone)
    {
        var local = day.ToDateTime(new TimeOnly(9, 0));
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
