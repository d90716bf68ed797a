namespace CoachingWorkflow.Domain.Tests;

/// <summary>Mails about what somebody owes, in the steps before the program.</summary>
public sealed class RequestsAndRemindersTests
{
    [Fact]
    public void When_an_engagement_starts_leader_and_sponsors_are_welcomed_and_the_coach_is_asked_at_once()
    {
        var scenario = Scenario.Started(at: "2027-03-06T22:00:00Z", sponsors: 2);

        var sent = new PostOffice(scenario).DeliverNow();

        Assert.Equal(
            [(MailKind.Request, Role.Coach), (MailKind.Welcome, Role.Leader), (MailKind.Welcome, Role.Sponsor),
                (MailKind.Welcome, Role.Sponsor)],
            sent.Select(mail => (mail.Kind, scenario.Engagement.Find(mail.Recipient)!.Role)).OrderBy(mail => mail.Kind == MailKind.Welcome)
                .ThenBy(mail => mail.Role));
    }

    [Fact]
    public void Each_rater_is_asked_at_once_with_a_link_and_thanked_at_once()
    {
        var (scenario, post) = At(Step.ThreeSixtyInterviews);
        scenario.At("2027-03-06T22:00:00Z").Do(Commands.BossAndThreePeers);
        var requests = post.DeliverNow();

        Assert.Equal(
            scenario.Cycle.Raters.Select(rater => rater.Person.Id), requests.Select(mail => mail.Recipient));
        Assert.All(requests, mail => Assert.Equal((MailKind.Request, LinkPurpose.Respond), (mail.Kind, mail.Mail.Link!.Purpose)));

        scenario.Do(Commands.Respond(requests[0].Recipient, link: requests[0].Mail.Link!.Id));
        var receipt = Assert.Single(post.DeliverNow());
        Assert.Equal((MailKind.Receipt, requests[0].Recipient), (receipt.Kind, receipt.Recipient));
    }

    [Fact]
    public void A_rater_whom_the_coach_heard_gets_no_receipt_for_what_somebody_else_wrote()
    {
        var (scenario, post) = At(Step.ThreeSixtyInterviews);
        scenario.Do(Commands.BossAndThreePeers);
        post.Deliver();

        scenario.Do(Commands.Respond(scenario.Cycle.Raters[0].Person.Id));

        Assert.Empty(post.DeliverNow());
    }

    [Fact]
    public void Who_has_answered_is_not_reminded_and_who_has_not_is()
    {
        var (scenario, post) = At(Step.ThreeSixtyInterviews);
        scenario.Do(Commands.BossAndThreePeers);
        post.Deliver();
        var (heard, silent) = (scenario.Cycle.Raters[0].Person.Id, scenario.Cycle.Raters[1].Person.Id);
        scenario.Do(Commands.Respond(heard));

        post.RunUntil("2027-04-08T00:00:00Z");

        // Asked on Monday 1 March, due on Monday 29 March.
        Assert.DoesNotContain(post.Sent, mail => mail.Kind == MailKind.Reminder && mail.Recipient == heard);
        Assert.Equal(
            ["2027-03-26T08:00:00Z", "2027-03-29T07:00:00Z", "2027-04-05T07:00:00Z"],
            Reminders(post, silent)
                .Select(
                mail => mail.SentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_reminder_that_was_decided_just_before_the_answer_came_is_dropped()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview);
        scenario.At("2027-03-08T08:00:00Z");
        var mail = Assert.Single(MailsOwed.Due(scenario.Engagement, scenario.Now), mail => mail.Recipient == scenario.Sponsor.Id);
        var decided = PostOffice.Decide(mail);
        scenario.Append(decided);
        Assert.True(MailsOwed.IsStillOwed(scenario.Engagement, decided));

        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));

        Assert.False(MailsOwed.IsStillOwed(scenario.Engagement, decided));
        Assert.DoesNotContain(post.Sent, sent => sent.Kind == MailKind.Reminder);
    }

    [Fact]
    public void Every_decider_is_asked_for_each_revision_at_once_with_a_link_to_it_and_the_coach_for_the_next()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview, sponsors: 2);
        Assert.Equal(3, Decides(post.Sent, revision: 1).Count());

        scenario.Do(Commands.Revise(scenario, scenario.Sponsor));
        var afterwards = post.DeliverNow();
        Assert.Equal(
            [(MailKind.Request, scenario.Engagement.Coach.Id), (MailKind.Receipt, scenario.Sponsor.Id)],
            afterwards.Where(mail => mail.Kind != MailKind.DecisionNotNeeded).Select(mail => (mail.Kind, mail.Recipient))
                .OrderBy(mail => mail.Kind));

        scenario.Do(Commands.Design("second"));
        Assert.Equal(3, Decides(post.DeliverNow(), revision: 2).Count());
    }

    [Fact]
    public void When_one_asks_for_changes_the_others_who_decide_hear_of_it_at_once_whether_they_had_decided_or_not()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview, sponsors: 2);
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader));
        post.Deliver();

        scenario.Do(Commands.Revise(scenario, scenario.Sponsor));

        var told = post.DeliverNow().Where(mail => mail.Kind == MailKind.DecisionNotNeeded).ToList();
        Assert.Equal(
            Ids(scenario.Deciders.Where(person => person.Id != scenario.Sponsor.Id)),
            told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        Assert.All(told, mail => Assert.Equal(scenario.Now, mail.SentAt));
    }

    [Fact]
    public void Once_the_next_revision_is_there_nobody_is_told_any_more_that_the_last_one_was_returned()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview, sponsors: 2);

        scenario.Do(Commands.Revise(scenario, scenario.Sponsor)).Do(Commands.Design("second"));

        Assert.DoesNotContain(post.DeliverNow(), mail => mail.Kind == MailKind.DecisionNotNeeded);
    }

    [Fact]
    public void A_journal_of_a_release_that_told_nobody_tells_nobody_now()
    {
        var (scenario, _) = At(Step.LeaderAndSponsorReview, sponsors: 2);
        scenario.Do(Commands.Revise(scenario, scenario.Sponsor));
        var older = Engagement.From(scenario.Journal.Select(entry => entry.Fact is RevisionRequested requested
            ? entry with { Fact = requested with { TellsOthers = false } } : entry));

        Assert.Contains(MailsOwed.Due(scenario.Engagement, scenario.Now), mail => mail.Kind == MailKind.DecisionNotNeeded);
        Assert.DoesNotContain(MailsOwed.Due(older, scenario.Now), mail => mail.Kind == MailKind.DecisionNotNeeded);
    }

    [Fact]
    public void When_all_have_committed_everyone_is_told_that_the_program_begins()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview, sponsors: 2);
        scenario.EveryoneCommits();

        var told = post.DeliverNow().Where(mail => mail.Kind == MailKind.ProgramBegins);

        Assert.Equal(Ids(scenario.Engagement.People), told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void When_it_is_cancelled_everyone_is_told_raters_who_were_asked_too_and_then_nothing_more_goes()
    {
        var (scenario, post) = At(Step.ThreeSixtyInterviews, sponsors: 2);
        scenario.Do(Commands.BossAndThreePeers).Do(Commands.Respond(scenario.Cycle.Raters[0].Person.Id));
        post.Deliver();
        scenario.Do(new CancelEngagement("reason"));

        var told = post.DeliverNow();

        Assert.All(told, mail => Assert.Equal(MailKind.Cancelled, mail.Kind));
        Assert.Equal(
            Ids(scenario.Engagement.People.Concat(scenario.Cycle.Raters.Skip(1).Select(rater => rater.Person))),
            told.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        Assert.Null(Agenda.WakeAt(scenario.Engagement, scenario.Now));
        Assert.Empty(Agenda.ObligationsOf(scenario.Engagement));
    }

    [Fact]
    public void A_new_address_is_asked_at_once_for_what_is_owed_and_the_old_links_are_dead()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview, sponsors: 2);
        var old = Decides(post.Sent, revision: 1).Single(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Link!;
        scenario.AfterDays(3).Do(Commands.NewAddress(scenario.Sponsor));

        var fresh = Assert.Single(post.DeliverNow(), mail => mail.Kind == MailKind.Request);

        Assert.Equal(scenario.Sponsor.Id, fresh.Recipient);
        Assert.Equal(LinkStatus.Open, Links.StatusOf(scenario.Engagement, fresh.Mail.Link!, scenario.Now));
        Assert.Equal(LinkStatus.Revoked, Links.StatusOf(scenario.Engagement, old, scenario.Now));
        Assert.Equal(LinkStatus.Open, Links.StatusOf(
            scenario.Engagement, Decides(post.Sent, revision: 1)
                .First(mail => mail.Recipient == scenario.Engagement.Leader.Id).Mail.Link!, scenario.Now));
    }

    [Fact]
    public void A_new_address_of_someone_who_owes_nothing_gets_the_page_only()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview);
        scenario.Do(Commands.NewAddress(scenario.Engagement.Coach));

        var mail = Assert.Single(post.DeliverNow(), mail => mail.Recipient == scenario.Engagement.Coach.Id);
        Assert.Equal((MailKind.NewAddress, LinkPurpose.Workspace), (mail.Kind, mail.Mail.Link!.Purpose));
    }

    [Fact]
    public void Who_moves_to_another_zone_is_reminded_at_nine_there()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview);
        scenario.Do(Commands.NewTimeZone(scenario.Sponsor, "Asia/Kolkata"));

        post.RunUntil("2027-03-09T00:00:00Z");

        Assert.Equal(Scenario.Instant("2027-03-08T03:30:00Z"), Assert.Single(Reminders(post, scenario.Sponsor.Id)).SentAt);
        Assert.Equal(Scenario.Instant("2027-03-08T08:00:00Z"), Assert.Single(Reminders(post, scenario.Engagement.Leader.Id)).SentAt);
    }

    [Fact]
    public void A_bounced_mail_marks_the_address_and_the_firm_is_told_once_on_a_working_morning()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview);
        scenario.At("2027-03-05T20:00:00Z");
        var sponsor = scenario.Sponsor.Id;
        var mails = post.Sent.Where(mail => mail.Recipient == sponsor).ToList();
        scenario.Append(new MailReturned(mails[0].Mail.Id, sponsor, AddressNumber: null, BounceReason.Bounced));
        Assert.True(scenario.Sponsor.Bouncing);
        post.RunUntil("2027-03-08T09:00:00Z");
        scenario.Append(new MailReturned(mails[1].Mail.Id, sponsor, AddressNumber: null, BounceReason.Bounced));

        post.RunUntil("2027-03-10T09:00:00Z");

        var told = Assert.Single(post.Sent, mail => mail.Kind == MailKind.MailBounced);
        Assert.Equal((Actor.Firm, Scenario.Instant("2027-03-08T08:00:00Z")), (told.Recipient, told.SentAt));
    }

    [Fact]
    public void The_firm_is_told_again_when_the_new_address_bounces_too()
    {
        var (scenario, post) = At(Step.LeaderAndSponsorReview);
        scenario.Append(new MailRefused(post.Sent.First(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Id, scenario.Sponsor.Id));
        post.RunUntil("2027-03-02T09:00:00Z");
        scenario.Do(Commands.NewAddress(scenario.Sponsor));
        Assert.False(scenario.Sponsor.Bouncing);
        var request = Assert.Single(post.DeliverNow(), mail => mail.Kind == MailKind.Request);
        scenario.Append(new MailRefused(request.Mail.Id, scenario.Sponsor.Id));

        post.RunUntil("2027-03-04T09:00:00Z");

        Assert.Equal(2, post.Sent.Count(mail => mail.Kind == MailKind.MailBounced));
    }

    [Fact]
    public void A_mail_that_the_server_put_off_is_tried_when_it_said_and_not_before()
    {
        var scenario = Scenario.Started();
        var mail = MailsOwed.Due(scenario.Engagement, scenario.Now).First();
        var later = scenario.Now.AddMinutes(17);
        foreach (var other in MailsOwed.Due(scenario.Engagement, scenario.Now).ToList())
        {
            scenario.Append(PostOffice.Decide(other));
            scenario.Append(other.Id == mail.Id ? new MailDeferred(mail.Id, 1, later) : new MailSent(other.Id));
        }

        Assert.Equal(later, Agenda.WakeAt(scenario.Engagement, scenario.Now));
        var pending = Assert.Single(scenario.Engagement.Mails.Pending.Values);
        Assert.Equal((1, later), (pending.Attempts, pending.NotBefore));
        Assert.Empty(MailsOwed.Due(scenario.Engagement, scenario.Now));
    }

    private static (Scenario Scenario, PostOffice Post) At(Step step, int sponsors = 1)
    {
        var scenario = Scenario.Started(sponsors: sponsors);
        var post = new PostOffice(scenario).Deliver();
        scenario.Reach(step);
        return (scenario, post.Deliver());
    }

    private static IEnumerable<Delivered> Reminders(PostOffice post, string person) =>
        post.Sent.Where(mail => mail.Kind == MailKind.Reminder && mail.Recipient == person);

    private static IEnumerable<Delivered> Decides(IEnumerable<Delivered> sent, int revision) =>
        sent.Where(
            mail => mail.Kind == MailKind.Request && mail.Mail.Link is { Purpose: LinkPurpose.Decide } link && link.Revision == revision);

    private static IEnumerable<string> Ids(IEnumerable<Person> people) => people.Select(person => person.Id).Order(StringComparer.Ordinal);
}
