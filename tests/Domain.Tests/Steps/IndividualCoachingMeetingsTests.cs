namespace CoachingWorkflow.Domain.Tests;

public sealed class IndividualCoachingMeetingsTests
{
    [Fact]
    public void A_session_lies_between_the_commitment_and_today()
    {
        var scenario = InProgram().At("2027-03-10T23:30:00Z");

        // In Berlin it is the 11th already.
        scenario.Do(Commands.Log(scenario, heldOn: Scenario.Day("2027-03-11")));
        Assert.Equal(
            Scenario.Day("2027-03-11"), scenario.Refuses<DayOutOfRange>(Commands.Log(scenario, heldOn: Scenario.Day("2027-03-12"))).Today);
        Assert.Equal(
            Scenario.Day("2027-03-01"), scenario.Refuses<DayOutOfRange>(Commands.Log(scenario, heldOn: Scenario.Day("2027-02-28"))).From);
    }

    [Fact]
    public void Hours_over_the_budget_are_flagged_and_not_refused()
    {
        // Six months of three hours are 1080 minutes.
        var scenario = InProgram().Do(Commands.Log(InProgram(), minutes: 1080));
        Assert.False(scenario.Cycle.IsOverBudget);

        scenario.Do(Commands.Log(scenario, minutes: 1));

        Assert.True(scenario.Cycle.IsOverBudget);
        Assert.Equal(1081, scenario.Cycle.MinutesUsed);
    }

    [Fact]
    public void A_correction_takes_the_place_of_the_log_and_the_first_log_stays_in_the_journal()
    {
        var scenario = InProgram().Do(Commands.Log(InProgram(), minutes: 60));
        var id = scenario.Cycle.Sessions[0].Id;

        scenario.ChangesNothing(Commands.Log(scenario, minutes: 60, session: id)).Do(Commands.Log(scenario, minutes: 75, session: id));

        Assert.Equal((id, 75), (Assert.Single(scenario.Cycle.Sessions).Id, scenario.Cycle.MinutesUsed));
        Assert.Equal(60, Assert.Single(scenario.Journal.Select(entry => entry.Fact).OfType<SessionLogged>()).Session.Minutes);
    }

    [Fact]
    public void A_log_of_a_closed_month_is_still_taken()
    {
        var scenario = InProgram().At("2027-04-25T10:00:00Z").PassTime();
        Assert.Equal([1], scenario.Cycle.UnloggedMonths);

        scenario.Do(Commands.Log(scenario, heldOn: Scenario.Day("2027-03-20")));

        Assert.DoesNotContain(Agenda.ObligationsOf(scenario.Engagement), obligation => obligation.Month == 1);
    }

    [Fact]
    public void Two_equal_logs_are_two_sessions()
    {
        var scenario = InProgram();
        scenario.Do(Commands.Log(scenario)).Do(Commands.Log(scenario));

        Assert.Equal(2, scenario.Cycle.Sessions.Select(session => session.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static Scenario InProgram() => Scenario.Started(months: 6).Reach(Step.IndividualCoachingMeetings);
}
