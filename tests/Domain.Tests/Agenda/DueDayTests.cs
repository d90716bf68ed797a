namespace CoachingWorkflow.Domain.Tests;

public sealed class DueDayTests
{
    [Theory]
    [InlineData("2027-03-05T08:00:00Z", "2027-03-19")] // A Friday.
    [InlineData("2027-03-06T08:00:00Z", "2027-03-19")] // A Saturday: two weeks later is the 20th.
    [InlineData("2027-03-07T08:00:00Z", "2027-03-19")]
    [InlineData("2027-03-08T08:00:00Z", "2027-03-22")]
    public void Nothing_is_due_on_a_weekend_but_on_the_Friday_before(string startedAt, string due) =>
        Assert.Equal(Scenario.Day(due), Assert.Single(Agenda.ObligationsOf(Scenario.Started(startedAt).Engagement)).Due);

    [Fact]
    public void An_engagement_of_an_older_release_keeps_the_dates_that_people_were_told()
    {
        var json = FactJson.Write(new EngagementStarted(
            Scenario.Id, "demo", "Etc/UTC", "Etc/UTC", 6, 3, [], Reference: null, Policy.Default))
                .Replace("\"dueOnWorkingDays\":true,", "", StringComparison.Ordinal);
        Assert.DoesNotContain("dueOnWorkingDays", json, StringComparison.Ordinal);
        var older = Assert.IsType<EngagementStarted>(FactJson.Read(json)).Policy;

        var obligations = Agenda.ObligationsOf(Scenario.Started("2027-03-06T08:00:00Z", policy: older).Engagement);

        Assert.Equal(Scenario.Day("2027-03-20"), Assert.Single(obligations).Due);
    }

    [Fact]
    public void Working_days_are_those_of_the_policy()
    {
        var policy = Policy.Default with { WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Monday] };

        Assert.Equal(Scenario.Day("2027-03-22"), policy.DueOn(Scenario.Day("2027-03-27")));
        Assert.Equal(Scenario.Day("2027-03-28"), policy.DueOn(Scenario.Day("2027-03-28")));
    }
}
