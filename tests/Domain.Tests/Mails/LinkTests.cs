namespace CoachingWorkflow.Domain.Tests;

/// <summary>What an emailed link can still do, judged by the journal alone.</summary>
public sealed class LinkTests
{
    [Fact]
    public void A_link_is_open_for_thirty_days_and_then_expired()
    {
        var (scenario, link) = DecideLink();
        var sentAt = scenario.Now;

        Assert.Equal(LinkStatus.Open, Status(scenario, link));
        Assert.Equal(LinkStatus.Open, Links.StatusOf(scenario.Engagement, link, sentAt.AddDays(30).AddTicks(-1)));
        Assert.Equal(LinkStatus.Expired, Links.StatusOf(scenario.Engagement, link, sentAt.AddDays(30)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_deciders_link_is_used_once_the_decision_is_made_and_stays_so(bool commit)
    {
        var (scenario, link) = DecideLink();
        var leader = scenario.Engagement.Leader;
        scenario.Do(commit ? Commands.Commit(scenario, leader) : Commands.Revise(scenario, leader)).Do(Commands.Design("second"));

        Assert.Equal(LinkStatus.Used, Status(scenario, link));
        Assert.Equal(LinkStatus.Used, Status(scenario.Reach(Step.IndividualCoachingMeetings).AfterDays(60), link));
    }

    [Fact]
    public void A_raters_link_is_used_once_the_rater_was_heard()
    {
        var (scenario, link) = RespondLink();
        scenario.Do(Commands.Respond(link.Recipient, link: link.Id));

        Assert.Equal(LinkStatus.Used, Status(scenario, link));
    }

    [Fact]
    public void A_link_of_the_leader_is_not_used_by_what_a_sponsor_does()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));

        Assert.Equal(LinkStatus.Open, Status(scenario, link));
    }

    [Fact]
    public void A_new_address_revokes_a_link_and_a_new_name_does_not()
    {
        var (scenario, link) = DecideLink();
        var leader = scenario.Engagement.Leader;

        scenario.Do(Commands.NewTimeZone(leader, "Europe/Paris"));
        Assert.Equal(LinkStatus.Open, Status(scenario, link));

        scenario.Do(Commands.NewAddress(leader));
        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void A_used_link_to_an_address_that_was_given_up_shows_nothing()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader)).Do(Commands.NewAddress(scenario.Engagement.Leader));

        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void A_new_revision_revokes_the_links_to_the_earlier_one()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(Commands.Design("second"));

        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void A_request_for_changes_revokes_the_links_of_those_who_have_not_decided()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(Commands.Revise(scenario, scenario.Sponsor));

        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void The_end_of_the_interviews_revokes_the_links_of_raters_who_were_not_heard()
    {
        var (scenario, link) = RespondLink();
        foreach (var rater in scenario.Cycle.Raters.Where(rater => rater.Person.Id != link.Recipient).Take(4))
            scenario.Do(Commands.Respond(rater.Person.Id));
        scenario.Do(new CloseThreeSixty(Reason: null));

        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void A_cancelled_engagement_revokes_every_link_that_was_not_used()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(new CancelEngagement("reason"));

        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void A_renewal_opens_none_of_the_old_links_again()
    {
        var (scenario, link) = DecideLink();
        scenario.Do(Commands.Design("second")).Reach(Step.EndOfProgramReview).Do(Commands.HoldEnd(scenario, Commands.Renewal()));
        scenario.Reach(Step.LeaderAndSponsorReview);

        Assert.Equal(2, scenario.Cycle.Number);
        Assert.Equal(LinkStatus.Revoked, Status(scenario, link));
    }

    [Fact]
    public void Whoever_holds_an_expired_link_is_mailed_a_fresh_one_that_is_open()
    {
        var (scenario, link) = DecideLink();
        scenario.AfterDays(31).Do(new RequestFreshLink(link.Id));

        var mail = Assert.Single(
            new PostOffice(scenario).DeliverNow(), mail => mail.Recipient == link.Recipient && mail.Kind == MailKind.Request);

        Assert.NotEqual(link.Id, mail.Mail.Link!.Id);
        Assert.Equal(LinkStatus.Open, Status(scenario, mail.Mail.Link));
        Assert.Equal(scenario.Now.AddDays(30), mail.Mail.Link.ExpiresAt);
    }

    [Fact]
    public void A_second_fresh_link_within_ten_minutes_is_refused_and_one_after_that_is_sent()
    {
        var (scenario, link) = DecideLink();
        scenario.AfterDays(31).Do(new RequestFreshLink(link.Id));

        Assert.Equal(10, scenario.After(TimeSpan.FromMinutes(9)).Refuses<FreshLinkTooSoon>(new RequestFreshLink(link.Id)).Minutes);
        scenario.After(TimeSpan.FromMinutes(1)).Do(new RequestFreshLink(link.Id));
        Assert.Equal(2, scenario.Engagement.Leader.RequestNumber);
    }

    [Fact]
    public void After_thirty_fresh_links_one_goes_a_week_until_the_address_changes()
    {
        var (scenario, link) = DecideLink();
        var request = new RequestFreshLink(link.Id);
        scenario.AfterDays(31);
        for (var time = 0; time < 30; time++)
            scenario.After(TimeSpan.FromHours(5)).Do(request);

        Assert.Equal(7, scenario.After(TimeSpan.FromHours(5)).Refuses<TooManyFreshLinks>(request).Days);
        scenario.AfterDays(7).Do(request);
        Assert.Equal(31, scenario.AfterDays(1).Refuses<TooManyFreshLinks>(request).Most);

        scenario.Do(Commands.NewAddress(scenario.Engagement.Find(link.Recipient)!));
        Assert.Null(scenario.Engagement.Leader.LinksAsked);
    }

    [Fact]
    public void A_fresh_link_for_what_is_done_already_is_not_sent()
    {
        var (scenario, link) = DecideLink();

        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader)).ChangesNothing(new RequestFreshLink(link.Id));
    }

    [Fact]
    public void Every_reminder_carries_a_link_of_its_own_and_all_of_them_are_used_together()
    {
        var (scenario, first) = DecideLink();
        var post = new PostOffice(scenario).RunUntil(scenario.Now.AddDays(20));
        var links = post.Sent.Where(mail => mail.About == first.Obligation && mail.Recipient == first.Recipient)
            .Select(mail => mail.Mail.Link!).Append(first).ToList();

        Assert.Equal(4, links.Select(link => link.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(links, link => Assert.Equal(LinkStatus.Open, Status(scenario, link)));
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader));
        Assert.All(links, link => Assert.Equal(LinkStatus.Used, Status(scenario, link)));
    }

    private static LinkStatus Status(Scenario scenario, Link link) => Links.StatusOf(scenario.Engagement, link, scenario.Now);

    /// <summary>The leader's link to revision 1, just mailed.</summary>
    private static (Scenario Scenario, Link Link) DecideLink()
    {
        var scenario = Scenario.Started(sponsors: 2).Reach(Step.LeaderAndSponsorReview);
        new PostOffice(scenario).Deliver();
        return (scenario, scenario.Engagement.Mails.Links.Values.Single(
            link => link.Purpose == LinkPurpose.Decide && link.Recipient == scenario.Engagement.Leader.Id));
    }

    private static (Scenario Scenario, Link Link) RespondLink()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers)
            .Do(Commands.Raters(Relationship.Team));
        new PostOffice(scenario).Deliver();
        return (scenario, scenario.Engagement.Mails.Links.Values.Single(link => link.Recipient == scenario.Cycle.Raters[^1].Person.Id));
    }
}
