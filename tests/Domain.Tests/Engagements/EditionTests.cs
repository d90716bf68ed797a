namespace CoachingWorkflow.Domain.Tests;

/// <summary>What can be written over is counted, so that a change on an older state is known for one.</summary>
public sealed class EditionTests
{
    [Fact]
    public void A_change_on_an_older_edition_is_refused_unless_it_changes_nothing_or_is_refused_anyway()
    {
        var scenario = Scenario.Started();
        scenario.Do(OnContext(0, "first"));
        var at = scenario.Now;
        scenario.After(TimeSpan.FromMinutes(5)).Refuses<ChangedElsewhere>(OnContext(0, "second"));

        scenario.ChangesNothing(OnContext(0, "first") with { Command = Commands.DefineContext(scenario, "first") });
        Assert.Equal(new Edition(1, at), scenario.Refuses<ChangedElsewhere>(OnContext(2, "second")).Present);
        scenario.Do(OnContext(1, "second"));
        Assert.Equal(new Edition(2, scenario.Now), scenario.Engagement.EditionOf(Amendable.Context));

        scenario.Do(Commands.Interview(scenario)).Refuses<OutOfStep>(OnContext(1, "third"));

        Amend OnContext(int seen, string texts) =>
            new(Amendable.Context, edition => edition.Count == seen, Commands.DefineContext(scenario, texts));
    }

    [Fact]
    public void A_change_has_the_room_in_a_full_journal_that_it_has_without_an_edition()
    {
        var scenario = Scenario.Started();
        var change = Commands.NewAddress(scenario.Sponsor);

        Assert.Equal(JournalRoom.Corrections, new Amend(Amendable.Person(scenario.Sponsor.Id), _ => true, change).Room);
        Assert.NotEqual(JournalRoom.Commands, change.Room);
    }

    [Fact]
    public void Whoever_records_an_interview_with_a_rater_learns_nothing_of_the_others()
    {
        var scenario = Scenario.Started();
        scenario.Do(Commands.DefineContext(scenario)).Do(Commands.Interview(scenario)).Do(Commands.BossAndThreePeers);
        var rater = scenario.Cycle.Raters[1].Person.Id;

        scenario.Do(Commands.Respond(rater, "to the coach")).Do(Commands.Respond(rater, "to the coach, later"));
        Assert.Equal(0, CountOf(AnswerSource.Firm));
        Assert.Equal(2, CountOf(AnswerSource.Coach));

        scenario.Do(Commands.Record(rater));
        Assert.Equal(1, CountOf(AnswerSource.Firm));
        Assert.Equal(2, CountOf(AnswerSource.Coach));

        int CountOf(AnswerSource source) => scenario.Engagement.EditionOf(Amendable.Response(rater, source)).Count;
    }

    [Fact]
    public void What_was_seen_in_one_program_is_not_what_the_next_one_has()
    {
        var scenario = Scenario.Started();
        scenario.Do(Commands.DefineContext(scenario)).Do(Commands.Interview(scenario)).Do(Commands.BossAndThreePeers);
        foreach (var rater in scenario.Cycle.Raters)
            scenario.Do(Commands.Respond(rater.Person.Id));
        scenario.Do(Commands.Design("design"));
        foreach (var person in scenario.Deciders)
            scenario.Do(Commands.Commit(scenario, person));
        scenario.Do(Commands.Schedule(scenario, ReviewKind.End));
        var before = Amendable.OfEveryCycle.ToDictionary(thing => thing, scenario.Engagement.EditionOf, StringComparer.Ordinal);

        scenario.AfterDays(280).Do(Commands.HoldEnd(scenario, Commands.Renewal()));

        Assert.Equal(2, scenario.Cycle.Number);
        Assert.All(before, thing => Assert.NotEqual(thing.Value.Count, scenario.Engagement.EditionOf(thing.Key).Count));
        Assert.All(scenario.Engagement.People, person => Assert.Equal(1, scenario.Engagement.EditionOf(Amendable.Person(person.Id)).Count));
    }
}
