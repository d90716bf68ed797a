using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

public sealed class ProgramCalendarTests
{
    private static readonly Gen<ProgramCalendar> Calendars =
        Gen.Select(Gen.Int[0, 7_669], Gen.Int[6, 12], (day, months) => new ProgramCalendar(new DateOnly(2020, 1, 1).AddDays(day), months));

    [Theory]
    [InlineData("2027-01-31", 2, "2027-02-28")]
    [InlineData("2028-01-31", 2, "2028-02-29")]
    [InlineData("2028-01-30", 2, "2028-02-29")]
    [InlineData("2027-01-31", 3, "2027-03-31")]
    [InlineData("2027-08-31", 2, "2027-09-30")]
    [InlineData("2027-08-31", 7, "2028-02-29")]
    [InlineData("2028-02-29", 2, "2028-03-29")]
    [InlineData("2028-02-29", 1, "2028-02-29")]
    [InlineData("2027-03-15", 12, "2028-02-15")]
    public void A_month_begins_on_the_day_of_the_commitment_or_the_last_of_a_shorter_month(string start, int month, string expected) =>
        Assert.Equal(Scenario.Day(expected), new ProgramCalendar(Scenario.Day(start), 12).FirstDayOf(month));

    [Theory]
    [InlineData("2027-03-15", 6, "2027-06-15", "2027-09-14")]
    [InlineData("2027-03-15", 7, "2027-06-15", "2027-10-14")]
    [InlineData("2027-03-15", 9, "2027-07-15", "2027-12-14")]
    [InlineData("2027-03-15", 12, "2027-09-15", "2028-03-14")]
    [InlineData("2027-08-31", 6, "2027-11-30", "2028-02-28")]
    [InlineData("2027-10-31", 9, "2028-02-29", "2028-07-30")]
    [InlineData("2028-02-29", 12, "2028-08-29", "2029-02-27")]
    public void The_midpoint_begins_month_half_plus_one_and_the_end_is_the_last_day(string start, int months, string midpoint, string end)
    {
        var calendar = new ProgramCalendar(Scenario.Day(start), months);

        Assert.Equal(Scenario.Day(midpoint), calendar.MidpointOn);
        Assert.Equal(Scenario.Day(end), calendar.EndsOn);
    }

    [Fact]
    public void Months_follow_each_other_without_a_gap_or_an_overlap() => Calendars.Sample(calendar =>
    {
        Assert.Equal(calendar.StartsOn, calendar.FirstDayOf(1));
        for (var month = 1; month <= calendar.Months; month++)
        {
            Assert.True(calendar.FirstDayOf(month) <= calendar.LastDayOf(month));
            Assert.Equal(calendar.LastDayOf(month).AddDays(1), calendar.FirstDayOf(month + 1));
        }
    });

    [Fact]
    public void Every_day_of_a_program_lies_in_the_month_whose_first_and_last_day_enclose_it() => Calendars.Sample(
        calendar =>
        {
            for (var day = calendar.StartsOn; day <= calendar.EndsOn; day = day.AddDays(1))
            {
                var month = calendar.MonthOf(day);
                Assert.InRange(day, calendar.FirstDayOf(month), calendar.LastDayOf(month));
            }
        },
        iter: 50);

    [Fact]
    public void A_day_after_the_end_belongs_to_the_last_month() => Gen.Select(Calendars, Gen.Int[1, 500]).Sample((calendar, late) =>
        Assert.Equal(calendar.Months, calendar.MonthOf(calendar.EndsOn.AddDays(late))));
}
