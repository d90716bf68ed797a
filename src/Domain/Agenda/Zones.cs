namespace CoachingWorkflow.Domain;

/// <summary>Calendar days and wall-clock times in IANA time zones, across daylight-saving changes.</summary>
public static class Zones
{
    /// <summary>Whether the id names an IANA time zone that this machine knows.</summary>
    /// <param name="id">For example <c>Europe/Berlin</c>.</param>
    public static bool Exists(string id) =>
        id.Length is > 0 and <= 64 && id.Split('/').All(IsName) &&
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && string.Equals(zone.Id, id, StringComparison.Ordinal);

    /// <summary>The calendar day at an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="zone">An IANA time zone.</param>
    public static DateOnly DayOf(DateTimeOffset instant, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    /// <summary>
    /// The instant of a wall-clock time. A time that the spring change skips is moved forward by the gap; one that the
    /// autumn change repeats is its first occurrence.
    /// </summary>
    /// <param name="day">The calendar day.</param>
    /// <param name="time">The wall-clock time.</param>
    /// <param name="zone">An IANA time zone.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, string zone)
    {
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);

        if (info.IsInvalidTime(local))
        {
            var before = info.GetUtcOffset(local.AddDays(-1));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }

        var offset = info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Max() : info.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    // IANA's names begin with a capital; localtime, posixrules, posix/ and right/ are files of the machine beside them.
    private static bool IsName(string part) => part.Length > 0 && char.IsAsciiLetterUpper(part[0])
        && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '+');
}
