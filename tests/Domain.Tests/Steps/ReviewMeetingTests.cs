namespace CoachingWorkflow.Domain.Tests;

/// <summary>The appointments of the reviews, in everyone's calendar.</summary>
public sealed class ReviewMeetingTests
{
    [Fact]
    public void Everyone_is_invited_updated_and_uninvited_with_a_growing_sequence_number()
    {
        var (scenario, post) = InProgram();

        foreach (var (command, kind, sequence) in new (Command, MailKind, int)[]
        {
            (Commands.Schedule(scenario, ReviewKind.Mid, inDays: 7), MailKind.MeetingScheduled, 1),
            (Commands.Schedule(scenario, ReviewKind.Mid, inDays: 9), MailKind.MeetingScheduled, 2),
            (new CancelReviewMeeting(ReviewKind.Mid), MailKind.MeetingCancelled, 3),
            (Commands.Schedule(scenario, ReviewKind.Mid, inDays: 11), MailKind.MeetingScheduled, 4),
        })
        {
            scenario.Do(command);
            Assert.Equal(
                scenario.Engagement.People.Select(person => (person.Id, kind, sequence)),
                post.DeliverNow().Select(mail => (mail.Recipient, mail.Kind, mail.Mail.Occasion)));
        }
    }

    [Fact]
    public void The_same_time_again_and_calling_off_nothing_change_nothing()
    {
        var (scenario, _) = InProgram();
        var meeting = Commands.Schedule(scenario, ReviewKind.End);

        scenario.ChangesNothing(new CancelReviewMeeting(ReviewKind.End)).Do(meeting).ChangesNothing(meeting);
        scenario.ChangesNothing(meeting with { StartsAt = meeting.StartsAt.ToOffset(TimeSpan.FromHours(5)) });
    }

    [Fact]
    public void A_meeting_lies_in_the_future_and_before_its_review_was_held()
    {
        var (scenario, _) = InProgram();

        scenario.Refuses<MeetingInThePast>(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 0));
        scenario.At("2027-06-01T10:00:00Z").PassTime().Do(Commands.HoldMid(scenario));
        Assert.Equal(ReviewKind.Mid, scenario.Refuses<ReviewHeldAlready>(Commands.Schedule(scenario, ReviewKind.Mid)).Review);
        scenario.Refuses<ReviewHeldAlready>(new CancelReviewMeeting(ReviewKind.Mid));
    }

    [Fact]
    public void Of_a_meeting_that_was_moved_before_its_mail_went_only_the_newer_time_goes()
    {
        var (scenario, post) = InProgram();
        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 7)).Do(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 9));

        Assert.All(post.DeliverNow(), mail => Assert.Equal((MailKind.MeetingScheduled, 2), (mail.Kind, mail.Mail.Occasion)));
    }

    [Fact]
    public void A_mail_that_calls_a_meeting_off_is_dropped_once_there_is_a_new_time()
    {
        var (scenario, post) = InProgram();
        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 7));
        post.Deliver();
        scenario.Do(new CancelReviewMeeting(ReviewKind.Mid));
        var mail = MailsOwed.Due(scenario.Engagement, scenario.Now).First();
        var decided = PostOffice.Decide(mail);
        scenario.Append(decided);
        Assert.True(MailsOwed.IsStillOwed(scenario.Engagement, decided));

        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 9));

        Assert.False(MailsOwed.IsStillOwed(scenario.Engagement, decided));
    }

    [Fact]
    public void A_cancelled_engagement_leaves_no_meeting_in_anyones_calendar()
    {
        var (scenario, post) = InProgram();
        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid)).Do(Commands.Schedule(scenario, ReviewKind.End));
        post.Deliver();
        scenario.Do(new CancelEngagement("reason"));

        var sent = post.DeliverNow();

        Assert.Equal(2 * scenario.Engagement.People.Count, sent.Count(mail => mail.Kind == MailKind.MeetingCancelled));
        Assert.Null(scenario.Cycle.MidReview.Meeting);
        Assert.Null(scenario.Cycle.EndReview.Meeting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_end_review_that_was_held_early_calls_off_what_was_still_to_come(bool renew)
    {
        var (scenario, post) = InProgram();
        post.RunUntil("2027-08-20T10:00:00Z");
        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid)).Do(Commands.Schedule(scenario, ReviewKind.End));
        post.Deliver();
        scenario.Do(Commands.HoldEnd(scenario, renew ? Commands.Renewal() : null));

        var called = post.DeliverNow().Where(mail => mail.Kind == MailKind.MeetingCancelled);

        Assert.Equal(
            ["1/end-meeting", "1/mid-meeting"],
            called.Select(mail => mail.About).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_meeting_that_has_taken_place_is_not_called_off_afterwards()
    {
        var (scenario, post) = InProgram();
        post.RunUntil("2027-08-20T10:00:00Z");
        scenario.Do(Commands.Schedule(scenario, ReviewKind.End));
        post.RunUntil("2027-08-31T10:00:00Z");
        scenario.Do(Commands.HoldEnd(scenario));

        Assert.DoesNotContain(post.DeliverNow(), mail => mail.Kind == MailKind.MeetingCancelled);
        Assert.NotNull(scenario.Cycle.EndReview.Meeting);
    }

    private static (Scenario Scenario, PostOffice Post) InProgram()
    {
        var scenario = Scenario.Started(months: 6).Reach(Step.IndividualCoachingMeetings);
        return (scenario, new PostOffice(scenario).Deliver());
    }
}
