using System.Collections.Concurrent;

namespace CoachingWorkflow.Domain;

/// <summary>
/// Finds time zones by the names that were stored with engagements, perhaps years ago on another machine: a system forgets old names and
/// does not know new ones, while journals keep what was valid when it was written.
/// </summary>
/// <param name="system">The zone of a name, as this machine knows it; null if it does not.</param>
/// <param name="otherNames">The other names of the same zone.</param>
internal sealed class ZoneFinder(Func<string, TimeZoneInfo?> system, Func<string, IEnumerable<string>> otherNames)
{
    private readonly ConcurrentDictionary<string, TimeZoneInfo?> _found = new(StringComparer.Ordinal);

    /// <summary>The zone of a name, or of another name for it; null if this machine knows none.</summary>
    public TimeZoneInfo? Find(string name) => system(name) ?? otherNames(name).Select(system).FirstOrDefault(zone => zone is not null);

    /// <summary>
    /// The zone of a stored name. One that nobody here knows counts as UTC: hours too early or late is better than an engagement that
    /// cannot be read, cancelled or corrected.
    /// </summary>
    public TimeZoneInfo OfStored(string name) => _found.GetOrAdd(name, Find) ?? TimeZoneInfo.Utc;

    /// <summary>Whether a stored name counts as UTC because nobody here knows it.</summary>
    public bool IsUnknown(string name) => _found.GetOrAdd(name, Find) is null;
}
