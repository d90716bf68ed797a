namespace CoachingWorkflow.Domain.Tests;

public sealed class ThreeSixtyInterviewsTests
{
    [Fact]
    public void They_close_by_themselves_when_boss_and_three_others_and_with_them_all_have_answered()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers).EveryoneResponds();

        Assert.Equal(CloseReason.AllAnswered, scenario.Cycle.ThreeSixtyClosed);
        Assert.Equal(Step.AssessmentAndDesign, scenario.Cycle.Step);
    }

    [Fact]
    public void They_stay_open_while_one_of_many_has_not_answered()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Peer, Relationship.Team);
        foreach (var rater in scenario.Cycle.Raters.Take(4))
            scenario.Do(Commands.Respond(rater.Person.Id));

        Assert.Equal(Step.ThreeSixtyInterviews, scenario.Cycle.Step);
        scenario.Do(new CloseThreeSixty(Reason: null));
        Assert.Equal(CloseReason.ByCoach, scenario.Cycle.ThreeSixtyClosed);
    }

    [Fact]
    public void They_stay_open_when_all_have_answered_but_no_boss_was_asked()
    {
        var scenario = WithRaters(Relationship.Peer, Relationship.Peer, Relationship.Team, Relationship.Other).EveryoneResponds();

        var refusal = scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null));

        Assert.Equal((0, false), (refusal.AnswersMissing, refusal.IsBossAsked));
        Assert.Contains("no boss was asked", refusal.Detail, StringComparison.Ordinal);
        scenario.Do(Commands.Raters(Relationship.Boss)).EveryoneResponds();
        Assert.Equal(CloseReason.AllAnswered, scenario.Cycle.ThreeSixtyClosed);
    }

    [Fact]
    public void They_stay_open_when_all_have_answered_but_there_are_only_two_others()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer, Relationship.Peer).EveryoneResponds();

        Assert.Equal(1, scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null)).AnswersMissing);
        Assert.Equal(Step.ThreeSixtyInterviews, scenario.Cycle.Step);
    }

    [Fact]
    public void Who_closes_too_early_is_told_how_many_are_missing_in_groups_of_which_nobody_stands_out()
    {
        var scenario = WithRaters(
            Relationship.Boss, Relationship.Team, Relationship.Team, Relationship.Peer, Relationship.Peer, Relationship.Peer,
            Relationship.Other);
        scenario.Do(Commands.Respond(Rater(scenario, 1))).Do(Commands.Respond(Rater(scenario, 3)));

        var refusal = scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null));

        Assert.Equal(
            ["Boss+Team+Other 1 of 4, 3 missing", "Peer 1 of 3, 2 missing"],
            refusal.Groups.Select(
                group => $"{string.Join('+', group.Groups)} {group.Responded} of {group.Asked}, {group.Missing} missing"));
        Assert.StartsWith(
            "Too few have answered: 2 more answers are needed. By group: boss, team and others 3 missing of 4 asked, peers 2 missing of "
                + "3 asked.",
            refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void They_can_be_closed_when_enough_have_answered_whoever_is_silent()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Team, Relationship.Team);
        foreach (var rater in scenario.Cycle.Raters.Skip(1))
            scenario.Do(Commands.Respond(rater.Person.Id));

        scenario.Do(new CloseThreeSixty(Reason: null));
        Assert.Equal(CloseReason.ByCoach, scenario.Cycle.ThreeSixtyClosed);
    }

    [Fact]
    public void An_interview_that_the_firm_records_stands_beside_what_the_rater_wrote_and_counts_less()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        scenario.Do(Commands.Respond(Rater(scenario, 0), texts: "own words", link: "the rater's link"));

        scenario.Do(Commands.Record(Rater(scenario, 0), "the firm's record"))
            .ChangesNothing(Commands.Record(Rater(scenario, 0), "the firm's record"));
        scenario.Do(Commands.Record(Rater(scenario, 0), "the firm's better record"));

        Assert.Equal(Scenario.Refer(Commands.Said("own words")), scenario.Cycle.Raters[0].Response!.Texts);
        Assert.Equal(
            [Scenario.Refer(Commands.Said("own words")), Scenario.Refer(Commands.Said("the firm's better record"))],
            scenario.Cycle.Raters[0].Answers.Select(answer => answer.Response.Texts));
    }

    [Fact]
    public void They_are_left_to_the_coach_to_close_where_the_firm_has_recorded_an_interview_or_changed_an_address()
    {
        var recorded = WithRaters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Peer);
        recorded.Do(Commands.Record(Rater(recorded, 0))).EveryoneResponds();
        var changed = WithRaters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Peer);
        changed.Do(Commands.NewAddress(changed.Cycle.Raters[0].Person)).EveryoneResponds();

        Assert.All([recorded, changed], scenario =>
        {
            Assert.Equal(Step.ThreeSixtyInterviews, scenario.Cycle.Step);
            scenario.Do(new CloseThreeSixty(Reason: null));
        });
    }

    [Fact]
    public void With_a_reason_they_close_from_fourteen_days_overdue_and_not_a_day_earlier()
    {
        // Step 3 opens on 1 March, is due 28 days later, on 29 March; 14 days overdue is 12 April, in Berlin.
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        var close = new CloseThreeSixty("nobody answers");

        scenario.At("2027-04-11T21:59:59Z");
        Assert.Equal(Scenario.Day("2027-04-12"), scenario.Refuses<TooFewAnswers>(close).WithReasonFrom);
        scenario.At("2027-04-11T22:00:00Z");
        scenario.Refuses<TooFewAnswers>(close with { Reason = null });
        scenario.Do(close);
        Assert.Equal(CloseReason.Overdue, scenario.Cycle.ThreeSixtyClosed);
    }

    [Fact]
    public void At_most_forty_raters_are_asked_in_all()
    {
        var scenario = WithRaters([.. Enumerable.Repeat(Relationship.Peer, 39)]);

        Assert.Equal(39, scenario.Refuses<TooManyRaters>(Commands.Raters(Relationship.Boss, Relationship.Peer)).Present);
        scenario.Do(Commands.Raters(Relationship.Boss));
        Assert.Equal(40, scenario.Refuses<TooManyRaters>(Commands.Raters(Relationship.Peer)).Present);
    }

    [Fact]
    public void Raters_added_later_have_ids_of_their_own_and_their_own_time()
    {
        var scenario = WithRaters(Relationship.Boss).AfterDays(10).Do(Commands.Raters(Relationship.Peer, Relationship.Peer));

        Assert.Equal(3, scenario.Cycle.Raters.Select(rater => rater.Person.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            ["2027-03-29", "2027-04-08", "2027-04-08"],
            Agenda.ObligationsOf(scenario.Engagement).Where(obligation => obligation.Kind == ObligationKind.RaterResponse)
                .Select(obligation => obligation.Due.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_coach_may_amend_the_record_of_an_interview()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        var boss = Rater(scenario, 0);
        scenario.Do(Commands.Respond(boss));

        scenario.ChangesNothing(Commands.Respond(boss)).Do(Commands.Respond(boss, texts: "better heard"));

        Assert.Equal(Scenario.Refer(Commands.Said("better heard")), scenario.Cycle.Raters[0].Response!.Texts);
    }

    [Fact]
    public void Neither_rater_nor_coach_replaces_what_a_rater_has_answered()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        scenario.Do(Commands.Respond(Rater(scenario, 0), link: "the rater's link"));

        scenario.Refuses<RaterAnswered>(Commands.Respond(Rater(scenario, 0), texts: "the coach's version"));
        scenario.Refuses<RaterAnswered>(Commands.Respond(Rater(scenario, 0), texts: "second thoughts", link: "the rater's link"));
        scenario.ChangesNothing(Commands.Respond(Rater(scenario, 0), link: "the rater's link"));
    }

    [Fact]
    public void A_rating_of_an_unknown_outcome_or_of_one_outcome_twice_is_refused_where_it_stands()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        var known = scenario.Cycle.Context!.Items[0].Id;

        Assert.Equal("Ratings[1].OutcomeId", scenario.Refuses<UnknownOutcome>(
            Commands.Respond(Rater(scenario, 0), ratings: [new Reading(known, 3), new Reading("unknown", 3)])).Member);
        Assert.Equal("Ratings[1].OutcomeId", scenario.Refuses<UnknownOutcome>(
            Commands.Respond(Rater(scenario, 0), ratings: [new Reading(known, 3), new Reading(known, 4)])).Member);
        scenario.Do(Commands.Respond(Rater(scenario, 0), ratings: [new Reading(known, 3)]));
    }

    [Fact]
    public void Each_rater_owes_an_answer_only_until_it_is_given()
    {
        var scenario = WithRaters(Relationship.Boss, Relationship.Peer);
        scenario.Do(Commands.Respond(Rater(scenario, 0), link: "link"));

        Assert.Equal([Rater(scenario, 1)], Agenda.ObligationsOf(scenario.Engagement)
            .Where(obligation => obligation.Kind == ObligationKind.RaterResponse).Select(obligation => obligation.OwedBy.Id));
    }

    private static Scenario WithRaters(params Relationship[] relationships) =>
        Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.Raters(relationships));

    private static string Rater(Scenario scenario, int index) => scenario.Cycle.Raters[index].Person.Id;
}
