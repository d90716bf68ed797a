namespace CoachingWorkflow.Domain.Tests;

/// <summary>Mails that come back, at once or later, and what follows for the address that they went to.</summary>
public sealed class BounceTests
{
    [Theory]
    [InlineData(BounceReason.Bounced)]
    [InlineData(BounceReason.Suppressed)]
    [InlineData(BounceReason.Quarantined)]
    [InlineData(BounceReason.Failed)]
    public void A_mail_that_is_reported_as_returned_marks_the_address_and_tells_the_firm_once(BounceReason reason)
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

        scenario.ChangesNothing(new ReportBounce("no such mail", BounceReason.Bounced)).ChangesNothing(new ReportBounce(told, BounceReason.Bounced));
    }

    [Fact]
    public void The_firm_sees_in_what_it_waits_for_that_reminders_do_not_arrive()
    {
        var (scenario, post) = AtReview();
        Assert.All(Waiting(scenario), debt => Assert.Equal("ok", debt.Mail));

        scenario.Do(new ReportBounce(post.Sent.First(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Id, BounceReason.Bounced));
        Assert.Equal([Role.Sponsor], Waiting(scenario).Where(debt => debt.Mail == "bouncing").Select(debt => debt.Role));

        scenario.Do(Commands.NewAddress(scenario.Sponsor));
        Assert.All(Waiting(scenario), debt => Assert.Equal("ok", debt.Mail));
    }

    [Fact]
    public void A_report_that_comes_when_all_is_over_is_still_recorded()
    {
        var (scenario, post) = AtReview();
        var mail = post.Sent.First(mail => mail.Recipient == scenario.Sponsor.Id).Mail.Id;
        scenario.Do(new CancelEngagement(Scenario.Document("reason"))).Do(new ReportBounce(mail, BounceReason.Bounced));

        Assert.IsType<MailReturned>(scenario.Journal[^1].Fact);
    }

    private static System.Collections.Immutable.ImmutableArray<OpenDebtView> Waiting(Scenario scenario) =>
        FirmViewBuilder.Build(scenario.Engagement, scenario.Cycle.Number, new Dictionary<string, Document>(StringComparer.Ordinal), scenario.Now).WaitingFor;

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
