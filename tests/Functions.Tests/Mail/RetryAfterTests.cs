using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Tests.Mail;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("3600", 3600)]
    [InlineData("3601", 3600)]
    [InlineData("2147483647", 3600)]
    [InlineData("Thu, 04 Jan 2035 08:01:30 GMT", 3600)]
    [InlineData("12.5", null)]
    [InlineData("2027-01-04", null)]
    [InlineData("1/4/2027", null)]
    [InlineData("Mon, 04 Jan 2027 08:01:30 GMT", 90)]
    [InlineData("Mon, 04 Jan 2027 07:00:00 GMT", 0)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    public void Whole_seconds_and_HTTP_dates_are_understood_up_to_an_hour_and_nothing_else(string? value, int? seconds) =>
        Assert.Equal(seconds, (int?)RetryAfter.Read(value, Now)?.TotalSeconds);
}
