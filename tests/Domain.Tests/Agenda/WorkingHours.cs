namespace CoachingWorkflow.Domain.Tests;

/// <summary>Asserts what every recipient relies on, by their own wall clock.</summary>
internal static class WorkingHours
{
    /// <summary>09:00, Monday to Friday, there.</summary>
    public static void AssertWithin(DateTimeOffset instant, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.True(local.TimeOfDay == new TimeSpan(9, 0, 0), $"{local:O} in {zone} is not nine o'clock.");
        Assert.True(local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), $"{local:O} in {zone} is on a weekend.");
    }

    public static DateOnly LocalDay(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
}
