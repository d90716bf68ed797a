using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>The loop between steps 4 and 5.</summary>
public sealed class LeaderAndSponsorReviewTests
{
    [Fact]
    public void The_program_begins_when_leader_and_every_sponsor_have_committed_to_the_same_revision()
    {
        var scenario = Scenario.Started(sponsors: 3).Reach(Step.LeaderAndSponsorReview);

        foreach (var person in scenario.Deciders.ToList())
        {
            Assert.Equal(Step.LeaderAndSponsorReview, scenario.Cycle.Step);
            scenario.Do(Commands.Commit(scenario, person));
        }

        Assert.Equal(Step.IndividualCoachingMeetings, scenario.Cycle.Step);
        Assert.Equal(1, scenario.Cycle.Commitment!.Revision);
    }

    [Fact]
    public void The_coach_has_no_say_in_it()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);

        scenario.Refuses<NoSuch>(Commands.Commit(scenario, scenario.Engagement.Coach));
    }

    [Fact]
    public void Any_request_for_changes_sends_the_design_back_and_the_next_revision_needs_everyone_again()
    {
        var scenario = Scenario.Started(sponsors: 2).Reach(Step.LeaderAndSponsorReview);
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader)).Do(Commands.Revise(scenario, scenario.Sponsor));

        Assert.Equal(Step.AssessmentAndDesign, scenario.Cycle.Step);
        scenario.Refuses<OutOfStep>(Commands.Commit(scenario, scenario.Engagement.Sponsors.Last()));
        var obligation = Assert.Single(Agenda.ObligationsOf(scenario.Engagement));
        Assert.Equal((ObligationKind.ProgramDesign, 2), (obligation.Kind, obligation.Revision));

        scenario.Do(Commands.Design("second"));
        Assert.Equal(Step.LeaderAndSponsorReview, scenario.Cycle.Step);
        Assert.Equal(
            3, Agenda.ObligationsOf(scenario.Engagement).Count(owed => owed is { Kind: ObligationKind.DesignDecision, Revision: 2 }));

        scenario.EveryoneCommits();
        Assert.Equal(2, scenario.Cycle.Commitment!.Revision);
    }

    [Fact]
    public void A_decision_on_a_revision_that_was_replaced_is_refused_and_names_the_newer_one()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        var stale = Commands.Commit(scenario, scenario.Sponsor);
        scenario.Do(Commands.Design("second"));

        var refusal = scenario.Refuses<StaleRevision>(stale);

        Assert.Equal((1, 2), (refusal.Decided, refusal.Current));
    }

    [Fact]
    public void A_decision_made_on_other_content_is_refused()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);

        scenario.Refuses<StaleRevision>(
            Commands.Commit(scenario, scenario.Sponsor) with { ContentHash = Scenario.Document("forged").Hash });
        scenario.Refuses<StaleRevision>(Commands.Revise(scenario, scenario.Sponsor) with { ContentHash = "" });
    }

    [Fact]
    public void Nobody_decides_twice_on_a_revision_not_even_otherwise()
    {
        var scenario = Scenario.Started(sponsors: 2).Reach(Step.LeaderAndSponsorReview);
        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));

        scenario.Refuses<AlreadyDecided>(Commands.Commit(scenario, scenario.Sponsor));
        scenario.Refuses<AlreadyDecided>(Commands.Revise(scenario, scenario.Sponsor));
    }

    [Fact]
    public void A_second_press_of_the_last_button_is_told_that_the_decision_is_recorded()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        var last = Commands.Commit(scenario, scenario.Sponsor);
        scenario.EveryoneCommits();

        Assert.Equal(1, scenario.Refuses<AlreadyDecided>(last).Revision);
    }

    [Fact]
    public void A_new_design_during_the_review_takes_the_place_of_the_one_under_review_and_its_commitments_do_not_count()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader)).Do(Commands.Design("second"));

        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));
        Assert.Equal(Step.LeaderAndSponsorReview, scenario.Cycle.Step);

        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader));
        Assert.Equal(2, scenario.Cycle.Commitment!.Revision);
    }

    [Fact]
    public void The_same_design_again_during_the_review_is_no_new_revision()
    {
        var scenario = Scenario.Started().Reach(Step.AssessmentAndDesign).Do(Commands.Design("first"));

        scenario.ChangesNothing(Commands.Design("first"));
        scenario.Do(Commands.Revise(scenario, scenario.Sponsor)).Do(Commands.Design("first"));
        Assert.Equal(2, scenario.Cycle.UnderReview!.Number);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-04-30T21:59:59Z", "2027-04-30")]
    [InlineData("Europe/Berlin", "2027-04-30T22:00:00Z", "2027-05-01")]
    [InlineData("America/New_York", "2027-05-01T03:59:59Z", "2027-04-30")]
    [InlineData("Asia/Kolkata", "2027-04-30T18:30:00Z", "2027-05-01")]
    public void The_program_starts_on_the_day_of_the_last_commitment_in_the_engagements_zone(string zone, string at, string day)
    {
        var scenario = Scenario.Started(zone: zone).Reach(Step.LeaderAndSponsorReview).At(at).EveryoneCommits();

        Assert.Equal(Scenario.Day(day), scenario.Cycle.Commitment!.On);
        Assert.Equal(Scenario.Day(day), scenario.Cycle.Calendar!.StartsOn);
    }

    [Fact]
    public void It_is_approved_exactly_when_all_committed_to_the_newest_revision_and_nobody_asked_for_changes_on_it()
    {
        var moves = Gen.Select(
            Gen.Int[0, 3], Gen.Int[0, 4], Gen.Bool, (person, revisionsBack, commit) => (person, revisionsBack, commit)).Array[0, 25];
        Gen.Select(Gen.Int[1, 3], moves).Sample((sponsors, sequence) =>
        {
            var scenario = Scenario.Started(sponsors: sponsors).Reach(Step.LeaderAndSponsorReview);
            var newest = 1;
            var decisions = new Dictionary<string, bool>(StringComparer.Ordinal);
            foreach (var (who, back, commit) in sequence)
            {
                var approved = decisions.Count == sponsors + 1 && decisions.Values.All(yes => yes);
                var returned = decisions.Values.Any(yes => !yes);
                Assert.Equal(approved, scenario.Cycle.Commitment is not null);
                Assert.Equal(approved ? Step.IndividualCoachingMeetings : returned
                    ? Step.AssessmentAndDesign : Step.LeaderAndSponsorReview, scenario.Cycle.Step);

                // The fourth person is the coach, who designs.
                if (who == 3)
                {
                    if (!approved)
                    {
                        scenario.Do(Commands.Design($"design {++newest}"));
                        decisions.Clear();
                    }

                    continue;
                }

                var person = scenario.Deciders.ElementAt(who % (sponsors + 1));
                var design = scenario.Cycle.Revisions[Math.Max(0, newest - 1 - back)];
                var command = new DecideOnDesign(
                    person.Id, design.Number, design.Design.Hash, commit, new DecisionTexts("A name", Comment: null), "link");
                var taken = scenario.Decide(command).Refusal is null;
                Assert.Equal(design.Number == newest && !approved && !returned && !decisions.ContainsKey(person.Id), taken);
                if (taken)
                {
                    scenario.Do(command);
                    decisions[person.Id] = commit;
                }
            }

            Assert.True(scenario.Cycle.Commitment is null || scenario.Cycle.Commitment.Revision == newest);
        });
    }
}
