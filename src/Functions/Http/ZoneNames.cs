using NodaTime.TimeZones;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// Which names of time zones are one zone's, from the database that comes with the application. A name that IANA keeps for old programs
/// only, as <c>US/Pacific</c>, is missing on many a system; .NET itself lists no names of one zone (ADR 0038).
/// </summary>
internal static class ZoneNames
{
    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    // Those of places as IANA lists them today. Europe/Stockholm is a link to Europe/Berlin and yet the name for Stockholm.
    private static readonly HashSet<string> OfPlaces =
        [.. Source.ZoneLocations?.Select(place => place.ZoneId) ?? [], .. Source.Zone1970Locations?.Select(place => place.ZoneId) ?? []];

    private static readonly Dictionary<string, string> Spellings =
        Source.CanonicalIdMap.Keys.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The name that a zone has today: for an old one its successor, for one of Windows' the place that stands for it, for one in other
    /// letters or with a blank its own spelling, else the name itself.
    /// </summary>
    /// <param name="name">Any name.</param>
    public static string Current(string name)
    {
        if (!Spellings.TryGetValue(name.Replace(' ', '_'), out var known)
            && !Source.WindowsMapping.PrimaryMapping.TryGetValue(name, out known))
            return name;
        return !OfPlaces.Contains(known) && Source.CanonicalIdMap.TryGetValue(known, out var present) ? present : known;
    }

    /// <summary>The names under which a system may know a zone that it does not know by this one.</summary>
    /// <param name="name">Any name.</param>
    public static IEnumerable<string> OthersOf(string name)
    {
        if (!Source.CanonicalIdMap.TryGetValue(name, out var canonical))
            return [];
        return ((string[])[Current(name), canonical, .. Source.Aliases[canonical]]).Where(other => other != name)
            .Distinct(StringComparer.Ordinal);
    }
}
