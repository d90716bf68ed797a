using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Dates and numbers as mails and pages write them.</summary>
public static class Words
{
    /// <summary>For example "Friday 5 March 2027".</summary>
    public static string Of(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>For example "Fri 5 Mar", where the year is understood.</summary>
    public static string WithoutYear(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>For example "Friday 5 March 2027, 10:00 to 11:30 (Europe/Berlin)".</summary>
    /// <param name="start">When it starts.</param>
    /// <param name="minutes">How long it takes.</param>
    /// <param name="zone">The reader's IANA time zone.</param>
    public static string Of(DateTimeOffset start, int minutes, string zone)
    {
        var from = Zones.LocalOf(start, zone);
        var to = Zones.LocalOf(start.AddMinutes(minutes), zone);
        var end = from.Date == to.Date ? Time(to) : $"{Of(DateOnly.FromDateTime(to.DateTime))}, {Time(to)}";
        return $"{Of(DateOnly.FromDateTime(from.DateTime))}, {Time(from)} to {end} ({Zones.NameOf(zone)})";
    }

    /// <summary>For example "3.5": no more digits than there are.</summary>
    /// <param name="value">The number.</param>
    public static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>For example "1 day", "3 days".</summary>
    /// <param name="days">How many.</param>
    public static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    /// <summary>For example "tomorrow", "in 3 days".</summary>
    /// <param name="days">How many, at least one.</param>
    public static string In(int days) => days == 1 ? "tomorrow" : $"in {Days(days)}";

    /// <summary>For example "Ann, Bob and Cy".</summary>
    /// <param name="names">At least one.</param>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    /// <summary>A day and time where somebody is: "Thursday 1 July 2027, 14:00 (Europe/Berlin)".</summary>
    /// <param name="at">The instant.</param>
    /// <param name="zone">IANA time zone of the one who reads it.</param>
    public static string Of(DateTimeOffset at, string zone)
    {
        var local = Zones.LocalOf(at, zone);
        return $"{Of(DateOnly.FromDateTime(local.DateTime))}, {Time(local)} ({Zones.NameOf(zone)})";
    }

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}
