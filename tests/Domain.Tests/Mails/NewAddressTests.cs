namespace CoachingWorkflow.Domain.Tests;

/// <summary>What was mailed to a former address and still stands goes to the new one, once.</summary>
public sealed class NewAddressTests
{
    [Fact]
    public void The_welcome_goes_to_the_new_address_with_a_link_that_works()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario).Deliver();

        scenario.After(TimeSpan.FromSeconds(1)).Do(Commands.NewAddress(scenario.Engagement.Leader));

        var welcome = Assert.Single(post.DeliverNow(), mail => mail.Recipient == scenario.Engagement.Leader.Id);
        Assert.Equal(MailKind.Welcome, welcome.Kind);
        Assert.Equal(LinkStatus.Open, Links.StatusOf(scenario.Engagement, welcome.Mail.Link!, scenario.Now));
        post.RunUntil("2027-03-05T09:00:00Z");
        Assert.Equal(2, post.Sent.Count(mail => mail.Kind == MailKind.Welcome && mail.Recipient == scenario.Engagement.Leader.Id));
    }

    [Fact]
    public void A_welcome_that_was_not_decided_yet_goes_once()
    {
        var scenario = Scenario.Started();
        scenario.Do(Commands.NewAddress(scenario.Engagement.Leader)).Do(Commands.NewAddress(scenario.Engagement.Leader, "a third address"));

        Assert.Equal(2, new PostOffice(scenario).DeliverNow().Count(mail => mail.Kind == MailKind.Welcome));
    }

    [Fact]
    public void A_welcome_that_still_waits_for_the_mail_server_is_replaced()
    {
        var scenario = Scenario.Started();
        var waiting = MailsOwed.Due(scenario.Engagement, scenario.Now).Select(PostOffice.Decide).ToList();
        scenario.Append([.. waiting]).Do(Commands.NewAddress(scenario.Sponsor));

        Assert.Equal(
            [scenario.Sponsor.Id],
            waiting.Where(mail => !MailsOwed.IsStillOwed(scenario.Engagement, mail)).Select(mail => mail.Recipient));
        Assert.Equal(
            [(MailKind.Welcome, scenario.Sponsor.Id)], MailsOwed.Due(scenario.Engagement, scenario.Now)
            .Select(mail => (mail.Kind, mail.Recipient)));
    }

    [Fact]
    public void Invitations_to_a_meeting_and_to_a_review_go_to_the_new_address_as_they_stand()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario);
        scenario.Reach(Step.IndividualCoachingMeetings);
        var due = scenario.Engagement.StartOf(scenario.Cycle.Calendar!.MidpointOn);
        post.RunUntil(due.AddDays(-10));
        scenario.Do(Commands.Schedule(scenario, ReviewKind.Mid)).Do(Commands.Schedule(scenario, ReviewKind.Mid, inDays: 8));
        post.DeliverNow();

        scenario.Do(Commands.NewAddress(scenario.Sponsor));

        var invited = Assert.Single(post.DeliverNow(), mail => mail.Kind == MailKind.MeetingScheduled);
        Assert.Equal((scenario.Sponsor.Id, 2), (invited.Recipient, invited.Mail.Occasion));
        post.RunUntil(due.AddDays(-5));
        Assert.Equal(
            [(scenario.Engagement.Leader.Id, 1), (scenario.Engagement.Coach.Id, 1), (scenario.Sponsor.Id, 2)],
            post.Sent.Where(mail => mail.Kind == MailKind.ReviewInvitation).CountBy(mail => mail.Recipient)
                .Select(count => (count.Key, count.Value)).OrderBy(count => count.Value)
                    .ThenBy(count => count.Key == scenario.Engagement.Coach.Id));
    }

    [Fact]
    public void A_meeting_that_was_held_called_off_or_never_mailed_is_not_invited_to()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario);
        scenario.Reach(Step.IndividualCoachingMeetings).Do(Commands.Schedule(scenario, ReviewKind.Mid))
            .Do(Commands.Schedule(scenario, ReviewKind.End));
        post.DeliverNow();
        scenario.Do(new CancelReviewMeeting(ReviewKind.End));
        post.RunUntil(scenario.Now.AddDays(8));

        scenario.Do(Commands.NewAddress(scenario.Sponsor));

        Assert.DoesNotContain(post.DeliverNow(), mail => mail.Kind == MailKind.MeetingScheduled);
    }

    [Fact]
    public void A_change_in_a_journal_of_an_earlier_release_mails_nothing_now()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario).Deliver();
        scenario.Append(
            new PersonChanged(scenario.Sponsor.Id, "Europe/Berlin", Scenario.Document("another address"), AddressChanged: true));

        Assert.Empty(post.DeliverNow());
    }
}
