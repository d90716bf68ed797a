namespace CoachingWorkflow.Domain.Tests;

public sealed class ZonesTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Etc/GMT+5")]
    [InlineData("Etc/UTC")]
    [InlineData("UTC")]
    public void An_IANA_zone_is_known(string id) => Assert.True(Zones.Exists(id));

    [Theory]
    [InlineData("")]
    [InlineData("Europe")]
    [InlineData("Europe/Atlantis")]
    [InlineData("europe/berlin")]
    [InlineData("Europe/Berlin ")]
    [InlineData(" Europe/Berlin")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("Europe/Berlin\0")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("UTC-11")]
    [InlineData("+02:00")]
    public void What_is_not_an_IANA_zone_is_refused(string id) => Assert.False(Zones.Exists(id));

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("./Europe/Berlin")]
    [InlineData("Europe//Berlin")]
    [InlineData("/Europe/Berlin")]
    [InlineData("Europe/Berlin/")]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("/etc/localtime")]
    [InlineData("/dev/zero")]
    [InlineData("Europe\\Berlin")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("right/Europe/Berlin")]
    public void A_path_or_a_file_of_the_machine_is_not_a_zone(string id) => Assert.False(Zones.Exists(id));

    [Fact]
    public void A_very_long_id_is_refused() => Assert.False(Zones.Exists(new string('A', 100_000)));

    [Theory]
    [InlineData("2027-03-28", "02:30", "Europe/Berlin", "2027-03-28T01:30:00Z")]
    [InlineData("2027-10-31", "02:30", "Europe/Berlin", "2027-10-31T00:30:00Z")]
    [InlineData("2027-03-14", "02:30", "America/New_York", "2027-03-14T07:30:00Z")]
    [InlineData("2027-11-07", "01:30", "America/New_York", "2027-11-07T05:30:00Z")]
    [InlineData("2027-07-01", "00:00", "Asia/Kolkata", "2027-06-30T18:30:00Z")]
    [InlineData("2027-07-01", "00:00", "Pacific/Auckland", "2027-06-30T12:00:00Z")]
    public void A_skipped_time_moves_forward_by_the_gap_and_a_repeated_one_is_the_first(
        string day, string time, string zone, string expected) =>
        Assert.Equal(
            Scenario.Instant(expected),
            Zones.At(Scenario.Day(day), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), zone));

    [Theory]
    [InlineData("2027-06-30T22:30:00Z", "Europe/Berlin", "2027-07-01")]
    [InlineData("2027-06-30T21:30:00Z", "Europe/Berlin", "2027-06-30")]
    [InlineData("2027-07-01T03:59:59Z", "America/New_York", "2027-06-30")]
    [InlineData("2027-06-30T18:30:00Z", "Asia/Kolkata", "2027-07-01")]
    public void The_day_is_the_one_on_the_wall_there(string instant, string zone, string expected) =>
        Assert.Equal(Scenario.Day(expected), Zones.DayOf(Scenario.Instant(instant), zone));

    [Fact]
    public void Where_the_clocks_change_at_midnight_the_day_begins_after_the_gap() =>
        Assert.Equal(Scenario.Instant("2027-09-05T04:00:00Z"), Zones.At(Scenario.Day("2027-09-05"), TimeOnly.MinValue, "America/Santiago"));
}
