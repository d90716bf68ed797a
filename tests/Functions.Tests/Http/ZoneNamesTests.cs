using CoachingWorkflow.Functions.Http;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>
/// A machine without the old names of time zones, as Debian 13 is without tzdata-legacy, or without those of the last years.
/// </summary>
public sealed class ZoneNamesTests
{
    [Theory]
    [InlineData("US/Pacific", "America/Los_Angeles")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("Europe/Kyiv", "Europe/Kiev")]
    [InlineData("Europe/Kiev", "Europe/Kyiv")]
    [InlineData("Europe/Stockholm", "Europe/Berlin")]
    [InlineData("UTC", "Etc/UTC")]
    public void A_stored_name_is_found_by_the_only_other_that_a_machine_knows(string stored, string known)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone(known, TimeSpan.FromHours(1), displayName: null, standardDisplayName: null);

        Assert.Same(zone, new ZoneFinder(id => id == known ? zone : null, ZoneNames.OthersOf).OfStored(stored));
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("")]
    public void What_is_no_name_has_no_other(string name)
    {
        Assert.Equal(name, ZoneNames.Current(name));
        Assert.Empty(ZoneNames.OthersOf(name));
    }
}
