namespace CoachingWorkflow.Domain.Tests;

/// <summary>How many mails each person gets in a year in which nobody does anything, by the step in which the engagement stands.</summary>
public sealed class SilentYearTests
{
    [Theory]
    [InlineData(Step.DefiningTheContext, 53, 1, 1, 0, 48)]
    [InlineData(Step.InterviewWithLeader, 53, 1, 1, 0, 48)]
    [InlineData(Step.ThreeSixtyInterviews, 51, 1, 1, 51, 46)]
    [InlineData(Step.AssessmentAndDesign, 53, 1, 1, 0, 48)]
    [InlineData(Step.LeaderAndSponsorReview, 0, 54, 54, 0, 48)]
    [InlineData(Step.IndividualCoachingMeetings, 78, 5, 5, 0, 51)]
    public void Each_person_gets_so_many_mails(Step step, int coach, int leader, int sponsor, int rater, int firm)
    {
        var scenario = Scenario.Started().Reach(step);
        if (step == Step.ThreeSixtyInterviews)
            scenario.Do(Commands.BossAndThreePeers);
        var post = new PostOffice(scenario).RunUntil(scenario.Now.AddYears(1));

        Assert.Equal(
            (coach, leader, sponsor, rater * scenario.Cycle.Raters.Count, firm),
            (To(Role.Coach), To(Role.Leader), To(Role.Sponsor), To(Role.Rater), To(role: null)));

        int To(Role? role) => post.Sent.Where(mail => scenario.Engagement.Find(mail.Recipient)?.Role == role).Select(MailOf).Distinct()
            .Count();

        // What one person is told on one morning is one mail.
        static string MailOf(Delivered mail) =>
            MailRules.Of(mail.Kind).IsGathered ? $"{mail.Recipient} {mail.SentAt:O}" : mail.Mail.Id;
    }
}
