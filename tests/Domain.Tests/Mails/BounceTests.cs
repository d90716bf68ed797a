namespace CoachingWorkflow.Domain.Tests;

/// <summary>Mails that come back, at once or later, and what follows for the address that they went to.</summary>
public sealed class BounceTests
{
    [Theory]
    [InlineData(BounceReason.Bounced)]
    [InlineData(BounceReason.Suppressed)]
    [InlineData(BounceReason.Quarantined)]
    [InlineData(BounceReason.Failed)]
    internal void A_mail_that_is_reported_as_returned_marks_the_address_and_tells_the_firm_once(BounceReason reason)
    {
        var (scenario, post) = AtReview();
        var mails = post.Sent.Where(mail => mail.Recipient == scenario.Sponsor.Id).ToList();

        var fact = Assert.IsType<MailReturned>(scenario.Do(new ReportBounce(mails[0].Mail.Id, reason)).Journal[^1].Fact);
        Assert.Equal(new MailReturned(mails[0].Mail.Id, scenario.Sponsor.Id, scenario.Sponsor.AddressNumber, reason), fact);
        Assert.True(scenario.Sponsor.Bouncing);

        scenario.ChangesNothing(new ReportBounce(mails[0].Mail.Id, reason));
        scenario.Do(new ReportBounce(mails[1].Mail.Id, BounceReason.Failed));
        post.RunUntil("2027-03-10T09:00:00Z");
        Assert.Equal(Actor.Firm, Assert.Single(post.Sent, mail => mail.Kind == MailKind.MailBounced).Recipient);
    }

    [Fact]
    public void A_mail_that_is_taken_later_clears_the_mark_of_a_refusal_and_another_refusal_is_told_anew()
    {
        var (scenario, post) = AtReview();
        Refuse(scenario, scenario.Sponsor.Id);
        post.RunUntil("2027-03-05T09:00:00Z");
        Assert.Single(post.Sent, mail => mail.Kind == MailKind.MailBounced);
        Assert.True(scenario.Sponsor.Bouncing);

        // The reminders of the 8th and the 11th.
        post.RunUntil("2027-03-09T09:00:00Z");
        Assert.False(scenario.Sponsor.Bouncing);
        Refuse(scenario, scenario.Sponsor.Id);
        post.RunUntil("2027-03-10T12:00:00Z");

        Assert.True(scenario.Sponsor.Bouncing);
        Assert.Equal(2, post.Sent.Count(mail => mail.Kind == MailKind.MailBounced));
    }

    [Fact]
    public void Only_a_report_of_a_later_mail_clears_the_mark_of_a_report()
    {
        var (scenario, post) = AtReview();
        var (earlier, later) = (Ids(post, scenario.Sponsor.Id)[0], Ids(post, scenario.Sponsor.Id)[1]);
        scenario.ChangesNothing(new ReportDelivery(earlier)).Do(new ReportBounce(later, BounceReason.Bounced));

        scenario.ChangesNothing(new ReportDelivery(earlier));
        post.RunUntil("2027-03-09T09:00:00Z");
        Assert.True(scenario.Sponsor.Bouncing);

        scenario.Do(new ReportDelivery(Ids(post, scenario.Sponsor.Id)[^1]));
        Assert.IsType<MailDelivered>(scenario.Journal[^1].Fact);
        Assert.False(scenario.Sponsor.Bouncing);
        scenario.ChangesNothing(new ReportDelivery(Ids(post, scenario.Sponsor.Id)[^1])).ChangesNothing(new ReportDelivery("no such mail"));
    }

    [Fact]
    public void A_report_about_an_old_address_says_nothing_about_the_new_one()
    {
        var (scenario, post) = AtReview();
        var old = post.Sent.Where(mail => mail.Recipient == scenario.Sponsor.Id).Select(mail => mail.Mail.Id).ToList();
        scenario.Do(Commands.NewAddress(scenario.Sponsor));
        post.DeliverNow();

        scenario.Do(new ReportBounce(old[0], BounceReason.Bounced));
        scenario.Append(new MailRefused(old[1], scenario.Sponsor.Id, scenario.Sponsor.AddressNumber - 1));

        Assert.False(scenario.Sponsor.Bouncing);
        post.RunUntil("2027-03-10T09:00:00Z");
        Assert.DoesNotContain(post.Sent, mail => mail.Kind == MailKind.MailBounced);
    }

    [Fact]
    public void What_was_never_sent_or_went_to_the_firm_is_nobodys_bounce()
    {
        var (scenario, post) = AtReview();
        post.RunUntil("2027-04-10T09:00:00Z");
        var told = post.Sent.First(mail => mail.Recipient == Actor.Firm).Mail.Id;

        scenario.ChangesNothing(new ReportBounce("no such mail", BounceReason.Bounced))
            .ChangesNothing(new ReportBounce(told, BounceReason.Bounced));
    }

    [Fact]
    public void The_firm_sees_in_what_it_waits_for_that_reminders_do_not_arrive()
    {
        var (scenario, post) = AtReview();
        Assert.All(Waiting(scenario), obligation => Assert.Equal("ok", obligation.Mail));

        scenario.Do(new ReportBounce(post.Sent.First(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Id, BounceReason.Bounced));
        Assert.Equal(
            [Role.Sponsor], Waiting(scenario).Where(obligation => obligation.Mail == "bouncing").Select(obligation => obligation.Role));

        scenario.Do(Commands.NewAddress(scenario.Sponsor));
        Assert.All(Waiting(scenario), obligation => Assert.Equal("ok", obligation.Mail));
    }

    [Fact]
    public void A_report_that_comes_when_all_is_over_is_still_recorded()
    {
        var (scenario, post) = AtReview();
        var mail = post.Sent.First(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Id;
        scenario.Do(new CancelEngagement("reason")).Do(new ReportBounce(mail, BounceReason.Bounced));

        Assert.IsType<MailReturned>(scenario.Journal[^1].Fact);
    }

    private static List<string> Ids(PostOffice post, string person) =>
        [.. post.Sent.Where(mail => mail.Recipient == person).Select(mail => mail.Mail.Id)];

    private static void Refuse(Scenario scenario, string person) => scenario.Append(new MailRefused("some-mail", person));

    private static System.Collections.Immutable.ImmutableArray<OpenObligationView> Waiting(Scenario scenario) =>
        FirmViewBuilder.Build(
            scenario.Engagement, scenario.Cycle.Number, new Dictionary<string, Document>(StringComparer.Ordinal), scenario.Now).WaitingFor;

    private static (Scenario Scenario, PostOffice Post) AtReview()
    {
        var scenario = Scenario.Started();
        var post = new PostOffice(scenario);
        post.DeliverNow();
        scenario.Reach(Step.LeaderAndSponsorReview);
        post.DeliverNow();
        return (scenario, post);
    }
}
