namespace CoachingWorkflow.Domain.Tests;

public sealed class ZoneFinderTests
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.CreateCustomTimeZone(
        "Here", TimeSpan.FromHours(-8), displayName: null, standardDisplayName: null);

    [Theory]
    [InlineData("US/Pacific")]
    [InlineData("America/Los_Angeles")]
    public void A_machine_that_knows_either_name_finds_the_zone_by_both(string known)
    {
        var finder = new ZoneFinder(id => id == known ? Pacific : null, _ => ["US/Pacific", "America/Los_Angeles"]);

        Assert.Same(Pacific, finder.Find("US/Pacific"));
        Assert.Same(Pacific, finder.OfStored("America/Los_Angeles"));
        Assert.False(finder.IsUnknown("US/Pacific"));
    }

    [Fact]
    public void What_nobody_knows_is_refused_when_it_comes_and_counts_as_UTC_when_it_is_stored()
    {
        var finder = new ZoneFinder(_ => null, _ => []);

        Assert.Null(finder.Find("Europe/Berlin"));
        Assert.Same(TimeZoneInfo.Utc, finder.OfStored("Europe/Berlin"));
        Assert.True(finder.IsUnknown("Europe/Berlin"));
    }
}
