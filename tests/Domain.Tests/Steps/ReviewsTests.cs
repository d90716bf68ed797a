namespace CoachingWorkflow.Domain.Tests;

/// <summary>What is recorded of the mid-program and the end-of-program review.</summary>
public sealed class ReviewsTests
{
    // Committed on 1 March 2027, 6 months: the midpoint is 1 June, the end 31 August; 21 days before: 11 May and 10 August.
    [Theory]
    [InlineData(ReviewKind.Mid, "2027-05-10T21:59:59Z", "2027-05-10T22:00:00Z", "2027-05-11")]
    [InlineData(ReviewKind.End, "2027-08-09T21:59:59Z", "2027-08-09T22:00:00Z", "2027-08-10")]
    public void A_review_is_accepted_from_21_days_before_its_day(ReviewKind review, string tooEarly, string early, string from)
    {
        var scenario = InProgram().At(tooEarly).PassTime();

        Assert.Equal(Scenario.Day(from), scenario.Refuses<ReviewNotOpen>(Hold(scenario, review)).From);
        scenario.At(early).Do(Hold(scenario.At(early), review));

        Assert.True(scenario.Cycle.ReviewOf(review).IsHeld);
    }

    [Fact]
    public void A_review_cannot_have_been_held_before_it_could_be_nor_in_the_future()
    {
        var scenario = InProgram().At("2027-06-01T10:00:00Z").PassTime();

        var refusal = scenario.Refuses<DayOutOfRange>(Commands.HoldMid(scenario) with { HeldOn = Scenario.Day("2027-06-02") });
        Assert.Equal(("HeldOn", Scenario.Day("2027-05-11"), Scenario.Day("2027-06-01")), (refusal.Member, refusal.From, refusal.Today));
        scenario.Refuses<DayOutOfRange>(Commands.HoldMid(scenario) with { HeldOn = Scenario.Day("2027-05-10") });
        scenario.Do(Commands.HoldMid(scenario) with { HeldOn = Scenario.Day("2027-05-11") });
    }

    [Fact]
    public void Those_who_attended_are_recorded_by_id_each_once_whether_named_by_role_or_by_id()
    {
        var scenario = InProgram(sponsors: 2).At("2027-06-01T10:00:00Z").PassTime();
        scenario.Do(Commands.HoldMid(scenario) with { Attended = ["sponsor", scenario.Sponsor.Id, "leader"] });

        Assert.Equal(
            [.. scenario.Engagement.Sponsors.Select(person => person.Id), scenario.Engagement.Leader.Id],
            scenario.Cycle.MidReview.Held!.Attended);
    }

    [Fact]
    public void Someone_who_takes_no_part_cannot_have_attended()
    {
        var scenario = InProgram().At("2027-06-01T10:00:00Z").PassTime();

        Assert.Equal(
            "Attended[1]", scenario.Refuses<UnknownAttendee>(Commands.HoldMid(scenario) with { Attended = ["coach", "rater"] }).Member);
        Assert.Equal(
            "Attended[0]",
            scenario.Refuses<UnknownAttendee>(Commands.HoldMid(scenario) with { Attended = [scenario.Cycle.Raters[0].Person.Id] }).Member);
    }

    [Fact]
    public void A_reading_of_an_unknown_outcome_is_refused()
    {
        var scenario = InProgram().At("2027-06-01T10:00:00Z").PassTime();

        Assert.Equal(
            "Readings[0].OutcomeId",
            scenario.Refuses<UnknownOutcome>(Commands.HoldMid(scenario) with { Readings = [new Reading("unknown", 1)] }).Member);
    }

    [Fact]
    public void The_same_review_again_changes_nothing_and_another_one_is_refused()
    {
        var scenario = InProgram().At("2027-06-01T10:00:00Z").PassTime();
        var held = Commands.HoldMid(scenario, "corrections");
        scenario.Do(held);

        scenario.ChangesNothing(held);
        Assert.Equal(ReviewKind.Mid, scenario.Refuses<ReviewHeldAlready>(held with { Attended = ["coach"] }).Review);
        scenario.Refuses<ReviewHeldAlready>(held with { Corrections = Commands.Program("other corrections") });
    }

    [Fact]
    public void Corrections_are_the_next_revision_told_to_all_while_the_committed_one_stays()
    {
        var scenario = InProgram().At("2027-06-01T10:00:00Z");
        var post = new PostOffice(scenario).Deliver();
        scenario.Do(Commands.HoldMid(scenario, "corrections"));

        Assert.Equal((2, 1), (scenario.Cycle.Revision!.Number, scenario.Cycle.Commitment!.Revision));
        Assert.Null(scenario.Cycle.UnderReview);
        Assert.Equal(
            scenario.Engagement.People.Select(person => (person.Id, MailKind.ProgramCorrected)),
            post.DeliverNow().Select(mail => (mail.Recipient, mail.Kind)));
    }

    [Fact]
    public void A_review_that_slips_stops_nothing_and_can_be_held_after_the_end_date()
    {
        var scenario = InProgram().At("2027-09-03T10:00:00Z").PassTime();
        Assert.Equal(Step.EndOfProgramReview, scenario.Cycle.Step);

        scenario.Do(Commands.HoldMid(scenario)).Do(Commands.Log(scenario)).Do(Commands.HoldEnd(scenario));

        Assert.False(scenario.Cycle.MidReview.IsLapsed);
        Assert.Equal(EngagementStatus.Completed, scenario.Engagement.Status);
    }

    [Fact]
    public void A_review_releases_what_sessions_had_read_before_it_and_nothing_logged_later()
    {
        var scenario = InProgram().At("2027-05-20T10:00:00Z");
        var outcome = scenario.Cycle.Context!.Items[0].Id;
        scenario.Do(Commands.Log(scenario, readings: [new Reading(outcome, 3)]));
        Assert.Empty(scenario.Cycle.Sessions[0].Released);

        scenario.Do(Commands.HoldMid(scenario)).Do(Commands.Log(scenario, minutes: 30, readings: [new Reading(outcome, 4)]));
        scenario.Do(Commands.Log(scenario, session: scenario.Cycle.Sessions[0].Id, readings: [new Reading(outcome, 5)]));

        Assert.Equal([new Reading(outcome, 3)], scenario.Cycle.Sessions[0].Released);
        Assert.Empty(scenario.Cycle.Sessions[1].Released);
    }

    private static Scenario InProgram(int sponsors = 1) =>
        Scenario.Started(months: 6, sponsors: sponsors).Reach(Step.IndividualCoachingMeetings);

    private static Command Hold(Scenario scenario, ReviewKind review) =>
        review == ReviewKind.Mid ? Commands.HoldMid(scenario) : Commands.HoldEnd(scenario);
}
