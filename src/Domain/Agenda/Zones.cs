namespace CoachingWorkflow.Domain;

/// <summary>Calendar days and wall-clock times in IANA time zones, across daylight-saving changes.</summary>
public static class Zones
{
    private static volatile ZoneFinder _finder = new(OfSystem, _ => []);

    /// <summary>Gives the names that a zone has besides the one that was stored; the same on every machine and for good.</summary>
    /// <param name="otherNames">The other names of a zone.</param>
    public static void Know(Func<string, IEnumerable<string>> otherNames) => _finder = new ZoneFinder(OfSystem, otherNames);

    /// <summary>Whether the id names an IANA time zone that this machine knows, by this name or another.</summary>
    /// <param name="id">For example <c>Europe/Berlin</c>.</param>
    public static bool Exists(string id) => IsWellFormed(id) && _finder.Find(id) is not null;

    /// <summary>Whether a stored name is one that this machine does not know; what is reckoned in it is reckoned in UTC.</summary>
    /// <param name="zone">The stored name.</param>
    public static bool IsUnknown(string zone) => _finder.IsUnknown(zone);

    /// <summary>A zone's name for people, who are told so where it had to be UTC.</summary>
    /// <param name="zone">The stored name.</param>
    public static string NameOf(string zone) => IsUnknown(zone) ? $"UTC, as {zone} is not known here" : zone;

    /// <summary>The calendar day at an instant.</summary>
    /// <param name="zone">An IANA time zone.</param>
    public static DateOnly DayOf(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(LocalOf(instant, zone).DateTime);

    /// <summary>What clocks show at an instant.</summary>
    /// <param name="zone">An IANA time zone.</param>
    public static DateTimeOffset LocalOf(DateTimeOffset instant, string zone) => TimeZoneInfo.ConvertTime(instant, _finder.OfStored(zone));

    /// <summary>
    /// The instant of a wall-clock time. A time that the spring change skips is moved forward by the gap; one that the
    /// autumn change repeats is its first occurrence.
    /// </summary>
    /// <param name="day">The calendar day.</param>
    /// <param name="time">The wall-clock time.</param>
    /// <param name="zone">An IANA time zone.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, string zone)
    {
        var info = _finder.OfStored(zone);
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);

        if (info.IsInvalidTime(local))
        {
            var before = info.GetUtcOffset(local.AddDays(-1));
            return new DateTimeOffset(local, before).ToUniversalTime();
        }

        var offset = info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Max() : info.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Whether clocks never show a time on a day, because the spring change skips it.</summary>
    /// <param name="zone">An IANA time zone.</param>
    public static bool IsSkipped(DateOnly day, TimeOnly time, string zone) =>
        _finder.OfStored(zone).IsInvalidTime(day.ToDateTime(time, DateTimeKind.Unspecified));

    private static TimeZoneInfo? OfSystem(string id) =>
        IsWellFormed(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        && zone.HasIanaId && string.Equals(zone.Id, id, StringComparison.Ordinal)
            ? zone
            : null;

    private static bool IsWellFormed(string id) => id.Length is > 0 and <= 64 && id.Split('/').All(IsName);

    // IANA's names begin with a capital; localtime, posixrules, posix/ and right/ are files of the machine beside them.
    private static bool IsName(string part) => part.Length > 0 && char.IsAsciiLetterUpper(part[0])
        && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '+');
}
