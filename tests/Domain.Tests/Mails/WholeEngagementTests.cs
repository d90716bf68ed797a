namespace CoachingWorkflow.Domain.Tests;

/// <summary>Whole programs on a clock that only ever jumps to where the agenda says; the post office asserts that it never spins.</summary>
public sealed class WholeEngagementTests
{
    // Committed on Monday 1 March 2027; midnight in the engagement's zone of the midpoint and of the last day.
    [Theory]
    [InlineData(6, "Europe/Berlin", "2027-05-31T22:00:00Z", "2027-08-30T22:00:00Z")]
    [InlineData(9, "Europe/Berlin", "2027-06-30T22:00:00Z", "2027-11-29T23:00:00Z")]
    [InlineData(12, "Europe/Berlin", "2027-08-31T22:00:00Z", "2028-02-28T23:00:00Z")]
    [InlineData(6, "America/New_York", "2027-06-01T04:00:00Z", "2027-08-31T04:00:00Z")]
    [InlineData(9, "America/New_York", "2027-07-01T04:00:00Z", "2027-11-30T05:00:00Z")]
    [InlineData(12, "America/New_York", "2027-09-01T04:00:00Z", "2028-02-29T05:00:00Z")]
    public void The_reviews_open_on_the_instant_their_day_begins(int months, string zone, string midpoint, string end)
    {
        var (scenario, post) = InProgram(months, zone);

        post.RunUntil(Scenario.Instant(midpoint).AddSeconds(-1));
        Assert.Equal(Step.IndividualCoachingMeetings, scenario.Cycle.Step);
        post.RunUntil(midpoint);
        Assert.Equal(Step.MidProgramReview, scenario.Cycle.Step);
        Assert.Equal(scenario.Now, scenario.Cycle.StepSince);

        scenario.Do(Commands.HoldMid(scenario));
        Assert.Equal(Step.IndividualCoachingMeetings, scenario.Cycle.Step);

        post.RunUntil(Scenario.Instant(end).AddSeconds(-1));
        Assert.Equal(Step.IndividualCoachingMeetings, scenario.Cycle.Step);
        post.RunUntil(end);
        Assert.Equal(Step.EndOfProgramReview, scenario.Cycle.Step);
        Assert.Equal(
            [Scenario.Instant(midpoint)], scenario.Journal.Where(entry => entry.Fact is MidReviewOpened).Select(entry => entry.At));
        Assert.Equal(
            [Scenario.Instant(end)], scenario.Journal.Where(entry => entry.Fact is EndReviewOpened).Select(entry => entry.At));
    }

    [Fact]
    public void A_month_without_a_log_closes_fourteen_days_after_it_was_due_and_the_firm_is_told_the_next_working_morning()
    {
        var (scenario, post) = InProgram(6, "Europe/Berlin", firmZone: "America/New_York");

        // Month 1 ends on Wednesday 31 March, its log is due on 5 April, it closes as Monday 19 April begins in Berlin.
        post.RunUntil("2027-04-18T21:59:59Z");
        Assert.Empty(scenario.Cycle.UnloggedMonths);
        post.RunUntil("2027-04-18T22:00:00Z");
        Assert.Equal([1], scenario.Cycle.UnloggedMonths);
        post.RunUntil("2027-04-20T00:00:00Z");

        var told = Assert.Single(post.Sent, mail => mail.Kind == MailKind.MonthUnlogged);
        Assert.Equal((Actor.Firm, Scenario.Instant("2027-04-19T13:00:00Z")), (told.Recipient, told.SentAt));
        Assert.Equal(
            [Scenario.Instant("2027-04-02T07:00:00Z"), Scenario.Instant("2027-04-05T07:00:00Z"), Scenario.Instant("2027-04-12T07:00:00Z")],
            post.Sent.Where(mail => mail.Kind == MailKind.Reminder).Select(mail => mail.SentAt));
    }

    [Fact]
    public void A_month_with_a_log_is_not_reminded_of_and_never_closes_as_unlogged()
    {
        var (scenario, post) = InProgram(6);
        scenario.At("2027-03-20T12:00:00Z").Do(Commands.Log(scenario));

        post.RunUntil("2027-04-30T00:00:00Z");

        Assert.Empty(scenario.Cycle.UnloggedMonths);
        Assert.DoesNotContain(post.Sent, mail => mail.Kind is MailKind.Reminder or MailKind.MonthUnlogged);
    }

    [Fact]
    public void A_log_that_a_correction_moves_to_another_month_leaves_its_month_open_again()
    {
        var (scenario, post) = InProgram(6);
        scenario.At("2027-04-02T12:00:00Z").Do(Commands.Log(scenario, heldOn: Scenario.Day("2027-03-31")));
        scenario.Do(Commands.Log(scenario, heldOn: Scenario.Day("2027-04-01"), session: scenario.Cycle.Sessions[0].Id));

        post.RunUntil("2027-05-30T00:00:00Z");

        Assert.Equal([1], scenario.Cycle.UnloggedMonths);
    }

    [Fact]
    public void A_program_in_which_nobody_does_anything_closes_every_month_and_reminds_weekly_for_ever()
    {
        var (scenario, post) = InProgram(6);

        post.RunUntil("2029-03-01T00:00:00Z");

        Assert.Equal([1, 2, 3, 4, 5, 6], scenario.Cycle.UnloggedMonths);
        Assert.Equal(6, post.Sent.Count(mail => mail.Kind == MailKind.MonthUnlogged));
        Assert.Equal(Step.EndOfProgramReview, scenario.Cycle.Step);
        Assert.True(post.Wakes < 400, $"{post.Wakes} wakes in two years");
        Assert.All(
            post.Sent.Where(
            mail => mail.Kind is MailKind.Reminder or MailKind.ReviewInvitation or MailKind.Escalation or MailKind.MonthUnlogged), mail =>
            WorkingHours.AssertWithin(mail.SentAt, "Europe/Berlin"));
    }

    [Fact]
    public void The_mid_program_review_lapses_when_the_end_review_is_held_first()
    {
        var (scenario, post) = InProgram(6);
        post.RunUntil("2027-08-31T08:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario));

        Assert.True(scenario.Cycle.MidReview.IsLapsed);
        Assert.Single(scenario.Journal, entry => entry.Fact is MidReviewLapsed);
        Assert.Equal(EngagementStatus.Completed, scenario.Engagement.Status);
    }

    [Fact]
    public void The_end_review_closes_open_months_and_is_not_followed_by_any_reminder()
    {
        var (scenario, post) = InProgram(6);
        scenario.At("2027-05-20T12:00:00Z").Do(Commands.Log(scenario));
        post.RunUntil("2027-08-15T12:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario));

        Assert.Equal([1, 2, 4, 5, 6], scenario.Cycle.UnloggedMonths);
        Assert.All(post.DeliverNow(), mail => Assert.Equal(MailKind.Completed, mail.Kind));
        Assert.Null(Agenda.WakeAt(scenario.Engagement, scenario.Now));
    }

    [Fact]
    public void When_it_is_completed_everyone_is_told()
    {
        var (scenario, post) = InProgram(6, sponsors: 2);
        post.RunUntil("2027-08-31T08:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario));

        var told = post.DeliverNow();

        Assert.All(told, mail => Assert.Equal(MailKind.Completed, mail.Kind));
        Assert.Equal(
            scenario.Engagement.People.Select(person => person.Id).Order(StringComparer.Ordinal),
            told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_renewal_opens_the_second_cycle_at_step_1_with_the_proposed_outcomes_and_the_same_people()
    {
        var (scenario, post) = InProgram(6);
        var people = scenario.Engagement.People;
        post.RunUntil("2027-08-31T08:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario, Commands.Renewal(months: 9)));
        var sent = post.DeliverNow();

        Assert.Equal((2, 9, Step.DefiningTheContext), (scenario.Cycle.Number, scenario.Cycle.Months, scenario.Cycle.Step));
        Assert.Equal((EngagementStatus.Active, scenario.Now), (scenario.Engagement.Status, scenario.Cycle.StepSince));
        Assert.Equal([new Outcome(scenario.Cycle.Proposed!.Items[0].Id, 4, 6)], scenario.Cycle.Outcomes!.Items);
        Assert.Equal(people, scenario.Engagement.People);
        Assert.DoesNotContain(
            scenario.Cycle.Proposed.Items[0].Id, scenario.Engagement.Cycles[0].Outcomes!.Items.Select(outcome => outcome.Id));
        Assert.Equal(
            [
                (MailKind.Request, Role.Coach), (MailKind.Completed, Role.Coach), (MailKind.Welcome, Role.Leader),
                (MailKind.Completed, Role.Leader), (MailKind.Welcome, Role.Sponsor), (MailKind.Completed, Role.Sponsor),
            ],
            sent.Select(mail => (mail.Kind, scenario.Engagement.Find(mail.Recipient)!.Role))
                .OrderBy(mail => mail.Role).ThenBy(mail => mail.Kind));
    }

    [Fact]
    public void A_second_cycle_runs_like_the_first()
    {
        var (scenario, post) = InProgram(6);
        post.RunUntil("2027-08-31T08:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario, Commands.Renewal())).Reach(Step.IndividualCoachingMeetings);
        post.RunUntil("2027-12-15T08:00:00Z");
        Assert.Equal(Step.MidProgramReview, scenario.Cycle.Step);
        scenario.Do(Commands.HoldMid(scenario));
        post.RunUntil("2028-02-29T08:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario));
        post.Deliver();

        Assert.Equal(EngagementStatus.Completed, scenario.Engagement.Status);
        Assert.Equal(12, post.Sent.Count(mail => mail.Kind == MailKind.ReviewInvitation));
        Assert.Null(Agenda.WakeAt(scenario.Engagement, scenario.Now));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    public void A_system_that_was_down_makes_up_for_it_with_one_mail_each(int days)
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        var post = new PostOffice(scenario).Deliver();
        scenario.AfterDays(days);

        post.RunUntil(scenario.Now.AddHours(72));

        var reminders = post.Sent.Where(mail => mail.Kind == MailKind.Reminder).ToList();
        Assert.Equal(2, reminders.Count);
        Assert.All(reminders, mail => WorkingHours.AssertWithin(mail.SentAt, "Europe/Berlin"));
    }

    private static (Scenario Scenario, PostOffice Post) InProgram(
        int months, string zone = "Europe/Berlin", string? firmZone = null, int sponsors = 1)
    {
        var scenario = Scenario.Started(at: "2027-03-01T15:00:00Z", months: months, zone: zone, firmZone: firmZone, sponsors: sponsors)
            .Reach(Step.IndividualCoachingMeetings);
        return (scenario, new PostOffice(scenario).Deliver());
    }
}
