namespace CoachingWorkflow.Domain.Tests;

/// <summary>Where things stand says how many of a group are silent, and never who.</summary>
public sealed class StandingViewTests
{
    [Fact]
    public void A_group_of_one_or_two_is_waited_for_together_with_the_others()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews)
            .Do(Commands.Raters(
                Relationship.Boss, Relationship.Team, Relationship.Peer, Relationship.Peer, Relationship.Peer, Relationship.Other,
                Relationship.Other));
        Assert.Equal(["The boss", "3 of 3 in the group “team and others”", "3 of 3 in the group “peers”"], Who(scenario));

        scenario.Do(Commands.Respond(scenario.Cycle.Raters[1].Person.Id));
        Assert.Equal(["The boss", "2 of 3 in the group “team and others”", "3 of 3 in the group “peers”"], Who(scenario));
    }

    [Fact]
    public void Without_others_a_small_group_is_waited_for_together_with_the_next_in_size()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews)
            .Do(Commands.Raters(Relationship.Boss, Relationship.Team, Relationship.Peer, Relationship.Peer, Relationship.Peer));
        Assert.Equal(["The boss", "4 of 4 in the group “team and peers”"], Who(scenario));
    }

    [Fact]
    public void To_sponsors_not_even_the_boss_stands_alone()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews)
            .Do(Commands.Raters(
                Relationship.Boss, Relationship.Team, Relationship.Team, Relationship.Team, Relationship.Peer, Relationship.Peer,
                Relationship.Peer, Relationship.Peer));
        Assert.Equal(
            ["4 of 4 in the group “boss and team”", "4 of 4 in the group “peers”"],
            Waiting(scenario, StandingView.Of).Select(waiting => waiting.Who));
    }

    [Fact]
    public void While_fewer_were_asked_than_are_shown_the_interviews_are_waited_for_as_a_whole()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews)
            .Do(Commands.Raters(Relationship.Boss, Relationship.Peer, Relationship.Peer));
        Assert.Equal(["The boss"], Who(scenario));
    }

    [Fact]
    public void The_day_on_which_a_groups_answers_are_due_does_not_tell_who_is_silent()
    {
        var first = Late();
        var last = Late();
        first.Do(Commands.Respond(first.Cycle.Raters[0].Person.Id));
        last.Do(Commands.Respond(last.Cycle.Raters[3].Person.Id));
        Assert.Equal(Waiting(first), Waiting(last));

        static Scenario Late() => Scenario.Started().Reach(Step.ThreeSixtyInterviews)
            .Do(Commands.Raters(Relationship.Peer, Relationship.Peer, Relationship.Peer)).AfterDays(5)
                .Do(Commands.Raters(Relationship.Peer));
    }

    private static IEnumerable<string> Who(Scenario scenario) => Waiting(scenario).Select(waiting => waiting.Who);

    private static List<WaitingView> Waiting(Scenario scenario) => Waiting(scenario, StandingView.ForLeader);

    private static List<WaitingView> Waiting(
        Scenario scenario, Func<Engagement, IReadOnlyDictionary<string, Document>, DateTimeOffset, StandingView> view) =>
        [.. view(scenario.Engagement, scenario.Documents(), scenario.Now).WaitingFor
            .Where(waiting => waiting.Owes.StartsWith("answer", StringComparison.Ordinal))];
}
