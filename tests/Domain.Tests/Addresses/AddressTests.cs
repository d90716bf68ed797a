namespace CoachingWorkflow.Domain.Tests;

/// <summary>Whoever gives a person a new address does not thereby get what that person may read, nor decides in their name.</summary>
public sealed class AddressTests
{
    private static readonly MailKind[] KindsAbout = [
        MailKind.AddressChanged, MailKind.AddressToConfirm, MailKind.NewAddress, MailKind.AddressDisputed];

    [Fact]
    public void A_typo_corrected_in_the_first_minute_costs_nobody_anything()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario).Deliver();
        foreach (var person in scenario.Engagement.People)
            scenario.After(TimeSpan.FromSeconds(10)).Do(Commands.NewAddress(person));

        Assert.DoesNotContain(post.DeliverNow(), mail => KindsAbout.Contains(mail.Kind));
        Assert.All(scenario.Engagement.People, person => Assert.True(person.IsConfirmed));
        scenario.Reach(Step.IndividualCoachingMeetings);
    }

    [Fact]
    public void Later_the_coach_is_told_even_where_there_is_nothing_to_confirm()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario).Deliver();
        scenario.After(TimeSpan.FromHours(1)).Do(Commands.NewAddress(scenario.Engagement.Leader));

        Assert.Equal([(MailKind.AddressToConfirm, Role.Coach)], About(scenario, post.DeliverNow()));
        Assert.True(scenario.Engagement.Leader.IsConfirmed);
        scenario.After(TimeSpan.FromMinutes(59)).Do(Commands.NewAddress(scenario.Engagement.Leader, "a third address"));
        Assert.Empty(About(scenario, post.DeliverNow()));
    }

    [Theory]
    [InlineData(Role.Leader, Step.InterviewWithLeader, false)]
    [InlineData(Role.Leader, Step.ThreeSixtyInterviews, true)]
    [InlineData(Role.Coach, Step.InterviewWithLeader, false)]
    [InlineData(Role.Coach, Step.ThreeSixtyInterviews, true)]
    [InlineData(Role.Sponsor, Step.AssessmentAndDesign, false)]
    [InlineData(Role.Sponsor, Step.LeaderAndSponsorReview, true)]
    public void It_is_to_be_confirmed_once_there_is_what_the_person_may_read_and_the_firm_may_not(
        Role role, Step step, bool mustBeConfirmed)
    {
        var scenario = Scenario.Started().Reach(step);
        scenario.Do(Commands.NewAddress(Person(scenario, role)));

        Assert.Equal(!mustBeConfirmed, Person(scenario, role).IsConfirmed);
    }

    [Fact]
    public void Former_address_new_address_and_coach_are_told_at_once()
    {
        var (scenario, post) = Moved(Role.Leader);

        Assert.Equal(
            [(MailKind.AddressChanged, Role.Leader), (MailKind.AddressToConfirm, Role.Coach), (MailKind.NewAddress, Role.Leader)],
            About(scenario, post.DeliverNow()));
        Assert.Equal(LinkPurpose.Address, LinkOf(scenario, post).Purpose);
        Assert.Equal(LinkStatus.Open, Links.StatusOf(scenario.Engagement, LinkOf(scenario, post), scenario.Now));
    }

    [Fact]
    public void Of_the_coachs_own_address_the_leader_is_told_and_decides()
    {
        var (scenario, post) = Moved(Role.Coach);

        Assert.Contains((MailKind.AddressToConfirm, Role.Leader), About(scenario, post.DeliverNow()));
        scenario.Refuses<NoSuch>(Decide(scenario, Role.Coach, confirm: true) with { By = scenario.Engagement.Coach.Id });
        scenario.Do(Decide(scenario, Role.Coach, confirm: true));
        Assert.True(scenario.Engagement.Coach.IsConfirmed);
        Assert.Equal(AddressConfirmer.Leader, scenario.Engagement.AddressEvents[^1].By);
    }

    [Fact]
    public void A_former_address_at_which_nobody_was_seen_is_neither_told_nor_asked()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews);
        var post = new PostOffice(scenario).Deliver();
        scenario.Do(Commands.NewAddress(scenario.Engagement.Leader));

        Assert.Equal([(MailKind.AddressToConfirm, Role.Coach), (MailKind.NewAddress, Role.Leader)], About(scenario, post.DeliverNow()));
        scenario.Refuses<NoSuch>(new AnswerOnAddress(scenario.Engagement.Leader.Id, Confirm: true, "a link"));
        Assert.True(scenario.Do(Decide(scenario, Role.Leader, confirm: true)).Engagement.Leader.IsConfirmed);
    }

    [Fact]
    public void A_former_address_that_bounces_is_asked_no_more()
    {
        var (scenario, post) = Moved(Role.Leader);
        var told = post.DeliverNow().First(mail => mail.Kind == MailKind.AddressChanged);
        scenario.Append(
            new MailReturned(told.Mail.Id, scenario.Engagement.Leader.Id, scenario.Engagement.Leader.Former!.Number, BounceReason.Bounced));

        Assert.Equal(LinkStatus.Revoked, Links.StatusOf(scenario.Engagement, told.Mail.Link!, scenario.Now));
        Assert.False(scenario.Engagement.Leader.Bouncing);
        Assert.DoesNotContain(post.RunUntil(scenario.Now.AddDays(3)).Sent, mail => mail.Kind == MailKind.MailBounced);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_is_confirmed_from_the_former_one_or_by_the_coach(bool former)
    {
        var (scenario, post) = Moved(Role.Leader);
        post.Deliver();
        scenario.Do(former ? Answer(scenario, post, confirm: true) : Decide(scenario, Role.Leader, confirm: true));

        Assert.True(scenario.Engagement.Leader.IsConfirmed);
        Assert.Equal([(MailKind.NewAddress, Role.Leader)], About(scenario, post.DeliverNow()));
        Assert.Equal(former ? LinkStatus.Used : LinkStatus.Open, Links.StatusOf(scenario.Engagement, LinkOf(scenario, post), scenario.Now));
        if (!former)
            Assert.Equal(AddressState.Objected, scenario.Do(Answer(scenario, post, confirm: false)).Engagement.Leader.Address);
    }

    [Fact]
    public void Whose_own_address_is_not_confirmed_confirms_nobody_elses()
    {
        var (scenario, _) = Moved(Role.Leader);
        Reach(scenario, Role.Coach);
        scenario.Do(Commands.NewAddress(scenario.Engagement.Coach, "a third address"));

        scenario.Refuses<AddressNotConfirmed>(Decide(scenario, Role.Leader, confirm: true));
        scenario.Refuses<AddressNotConfirmed>(Decide(scenario, Role.Coach, confirm: true));
    }

    [Fact]
    public void An_objection_keeps_others_from_confirming_for_seven_days_whatever_the_firm_does()
    {
        var (scenario, post) = Moved(Role.Sponsor, Step.LeaderAndSponsorReview);
        post.Deliver();
        scenario.Do(Answer(scenario, post, confirm: false)).ChangesNothing(Answer(scenario, post, confirm: false));
        Assert.Equal(
            [(MailKind.AddressDisputed, null), (MailKind.AddressDisputed, Role.Coach)],
            About(scenario, post.DeliverNow()).OrderBy(mail => mail.Item2 is not null));
        scenario.AfterDays(3).Do(Commands.NewAddress(scenario.Sponsor, "a third address"));

        Assert.Equal(
            scenario.Today.AddDays(4), scenario.Refuses<AddressObjectionStands>(Decide(scenario, Role.Sponsor, confirm: true)).From);
        scenario.Refuses<AddressNotConfirmed>(Commands.Commit(scenario, scenario.Sponsor));
        scenario.AfterDays(4);
        scenario.Refuses<AddressNotConfirmed>(Commands.Commit(scenario, scenario.Sponsor));
        scenario.Do(Decide(scenario, Role.Sponsor, confirm: true)).Do(Commands.Commit(scenario, scenario.Sponsor));
    }

    [Fact]
    public void Whoever_objected_can_still_confirm()
    {
        var (scenario, post) = Moved(Role.Leader);
        post.Deliver();
        scenario.Do(Answer(scenario, post, confirm: false)).Do(Answer(scenario, post, confirm: true));

        Assert.True(scenario.Engagement.Leader.IsConfirmed);
        Assert.Null(scenario.Engagement.Leader.ObjectedAt);
    }

    [Fact]
    public void An_address_that_the_coach_refuses_is_the_firms_to_correct()
    {
        var (scenario, post) = Moved(Role.Leader);
        post.Deliver();
        scenario.Do(Decide(scenario, Role.Leader, confirm: false)).ChangesNothing(Decide(scenario, Role.Leader, confirm: false));
        Assert.Equal([(MailKind.AddressDisputed, null)], About(scenario, post.DeliverNow()));

        scenario.Do(Commands.NewAddress(scenario.Engagement.Leader, "leader"));
        Assert.True(scenario.Engagement.Leader.IsConfirmed);
        Assert.True(scenario.Engagement.Leader.IsReached);
    }

    [Fact]
    public void What_is_asked_of_one_address_is_not_answered_for_the_next()
    {
        var (scenario, post) = Moved(Role.Leader);
        post.Deliver();
        var (first, decision) = (LinkOf(scenario, post), Decide(scenario, Role.Leader, confirm: true));
        scenario.Do(Commands.NewAddress(scenario.Engagement.Leader, "a third address"));
        post.Deliver();

        Assert.Equal(LinkStatus.Revoked, Links.StatusOf(scenario.Engagement, first, scenario.Now));
        Assert.Equal(LinkStatus.Open, Links.StatusOf(scenario.Engagement, LinkOf(scenario, post), scenario.Now));
        Assert.Equal(Scenario.Refer(Scenario.Details("leader")), scenario.Engagement.Leader.Former!.Details);
        scenario.Refuses<AddressChangedAgain>(decision);
    }

    [Fact]
    public void Nothing_is_done_in_the_coachs_name_over_an_objection()
    {
        var (scenario, post) = Moved(Role.Coach);
        post.Deliver();
        var page = scenario.Engagement.Mails.Links.Values.Single(link => link.Purpose == LinkPurpose.Workspace && link.AddressNumber == 1
            && post.Sent.Any(mail => mail.Mail.Link?.Id == link.Id && mail.Kind == MailKind.NewAddress));
        Assert.Null(scenario.Decide(new UseLink(page.Id, Commands.Raters(Relationship.Peer))).Refusal);

        scenario.Do(Answer(scenario, post, confirm: false));

        scenario.Refuses<AddressNotConfirmed>(new UseLink(page.Id, Commands.Raters(Relationship.Peer)));
    }

    [Fact]
    public void Of_a_raters_new_address_the_coach_is_told_whether_or_not_the_rater_has_answered()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
        var post = new PostOffice(scenario).Deliver();
        scenario.Do(Commands.Respond(scenario.Cycle.Raters[0].Person.Id, link: "a link"));
        post.Deliver();

        foreach (var rater in scenario.Cycle.Raters.Take(2).ToList())
        {
            scenario.Do(Commands.NewAddress(rater.Person, $"new address of {rater.Person.Id}"));
            Assert.Equal([(MailKind.AddressToConfirm, Role.Coach)], About(scenario, post.DeliverNow()));
        }
    }

    [Fact]
    public void A_change_in_a_journal_of_an_earlier_release_counts_as_confirmed()
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        scenario.Append(
            new PersonChanged(scenario.Sponsor.Id, "Europe/Berlin", Scenario.Document("another address"), AddressChanged: true));

        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));
    }

    private static (Scenario Scenario, PostOffice Post) Moved(Role role, Step step = Step.ThreeSixtyInterviews)
    {
        var scenario = Scenario.Started().Reach(step);
        var post = new PostOffice(scenario).Deliver();
        Reach(scenario, role);
        post.Deliver();
        return (scenario.Do(Commands.NewAddress(Person(scenario, role))), post);
    }

    // As if a code had been entered: somebody reads mail there.
    private static void Reach(Scenario scenario, Role role) =>
        scenario.Append(new AccessCodeRequested(Person(scenario, role).Id), new AccessGranted(Person(scenario, role).Id));

    private static Person Person(Scenario scenario, Role role) => scenario.Engagement.People.First(person => person.Role == role);

    private static DecideOnAddress Decide(Scenario scenario, Role role, bool confirm)
    {
        var person = Person(scenario, role);
        return new DecideOnAddress(person.Id, AddressRules.DeciderOn(scenario.Engagement, person).Id, confirm, person.AddressNumber);
    }

    private static UseLink Answer(Scenario scenario, PostOffice post, bool confirm)
    {
        var link = LinkOf(scenario, post);
        return new UseLink(link.Id, new AnswerOnAddress(link.Recipient, confirm, link.Id));
    }

    private static Link LinkOf(Scenario scenario, PostOffice post)
    {
        var link = post.Sent.Last(mail => mail.Kind == MailKind.AddressChanged).Mail.Link!;
        return scenario.Engagement.Mails.Links[link.Id];
    }

    private static IEnumerable<(MailKind, Role?)> About(Scenario scenario, IEnumerable<Delivered> mails) => mails
        .Where(mail => KindsAbout.Contains(mail.Kind)).OrderBy(mail => mail.Kind)
        .Select(mail => (mail.Kind, scenario.Engagement.Find(mail.Recipient)?.Role));
}
