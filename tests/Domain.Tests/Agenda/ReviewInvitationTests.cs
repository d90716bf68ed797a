namespace CoachingWorkflow.Domain.Tests;

public sealed class ReviewInvitationTests
{
    [Theory]
    // Six months from Monday 1 March: the midpoint is Tuesday 1 June, 21 days before is Tuesday 11 May.
    [InlineData("2027-03-01T08:00:00Z", "Europe/Berlin", "2027-05-11T07:00:00Z")]
    [InlineData("2027-03-01T08:00:00Z", "America/New_York", "2027-05-11T13:00:00Z")]
    // From Saturday 6 March: the midpoint is Sunday 6 June, 21 days before is a Sunday: the Friday before.
    [InlineData("2027-03-06T08:00:00Z", "Europe/Berlin", "2027-05-14T07:00:00Z")]
    [InlineData("2027-03-06T08:00:00Z", "Asia/Kolkata", "2027-05-14T03:30:00Z")]
    // From Friday 5 March: the midpoint is Saturday 5 June, 21 days before is a Saturday: the Friday before.
    [InlineData("2027-03-05T08:00:00Z", "Europe/Berlin", "2027-05-14T07:00:00Z")]
    // From Tuesday 31 August: the midpoint is 30 November, 21 days before is 9 November, after the clocks changed.
    [InlineData("2027-08-31T08:00:00Z", "Europe/Berlin", "2027-11-09T08:00:00Z")]
    public void An_invitation_to_the_mid_program_review_goes_three_weeks_before_or_the_Friday_before_that(
        string start, string coachZone, string expected)
    {
        var scenario = Scenario.Started(at: start, months: 6, coachZone: coachZone).Reach(Step.IndividualCoachingMeetings);

        var invitation = Assert.Single(Owed(scenario), mail => mail.Recipient == scenario.Engagement.Coach.Id
            && mail.About.Contains("mid", StringComparison.Ordinal));

        Assert.Equal(Scenario.Instant(expected), invitation.At);
    }

    [Fact]
    public void Coach_leader_and_every_sponsor_are_invited_to_both_reviews_once()
    {
        var scenario = Scenario.Started(months: 6, sponsors: 3).Reach(Step.IndividualCoachingMeetings);
        var post = new PostOffice(scenario).RunUntil("2027-09-01T00:00:00Z");

        var invited = post.Sent.Where(mail => mail.Kind == MailKind.ReviewInvitation).GroupBy(mail => mail.About, StringComparer.Ordinal)
            .ToList();

        Assert.Equal(2, invited.Count);
        Assert.All(invited, review => Assert.Equal(
            scenario.Engagement.People.Select(person => person.Id).Order(StringComparer.Ordinal),
            review.Select(mail => mail.Recipient).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Nobody_is_invited_to_a_review_that_was_held()
    {
        var scenario = Scenario.Started(months: 6).Reach(Step.IndividualCoachingMeetings);
        new PostOffice(scenario).RunUntil("2027-05-11T06:59:00Z");
        var engagement = scenario.AfterDays(1).Do(Commands.HoldMid(scenario)).Engagement;

        Assert.DoesNotContain(MailsOwed.Of(engagement, scenario.Now), mail =>
            mail.Kind == MailKind.ReviewInvitation && mail.About.Contains("mid", StringComparison.Ordinal));
    }

    private static IEnumerable<MailOwed> Owed(Scenario scenario) =>
        MailsOwed.Of(scenario.Engagement, scenario.Now).Where(mail => mail.Kind == MailKind.ReviewInvitation);
}
