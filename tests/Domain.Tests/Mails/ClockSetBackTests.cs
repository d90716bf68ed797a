using System.Globalization;
using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>The machine's clock is set back under an engagement, and is right again later.</summary>
public sealed class ClockSetBackTests
{
    [Theory]
    [InlineData("00:00:01")]
    [InlineData("02:00:00")]
    [InlineData("1.00:00:00")]
    [InlineData("40.00:00:00")]
    public void Commands_are_taken_and_no_mail_goes_twice(string by)
    {
        var scenario = Scenario.Started().Reach(Step.LeaderAndSponsorReview);
        var post = new PostOffice(scenario);
        post.RunUntil(scenario.Now.AddDays(45));
        var right = scenario.Now;

        scenario.SetBack(TimeSpan.Parse(by, CultureInfo.InvariantCulture)).Do(Commands.Design("second"));
        post.Deliver();
        scenario.Do(Commands.Commit(scenario, scenario.Engagement.Leader));
        post.RunUntil(right.AddDays(1));
        scenario.Do(Commands.Commit(scenario, scenario.Sponsor));
        post.Deliver();

        Assert.Equal(Step.IndividualCoachingMeetings, scenario.Cycle.Step);
        Assert.Equal(3, post.Sent.Count(mail => mail.Kind == MailKind.ProgramBegins));
        AssertEachWentOnce(post);
    }

    [Fact]
    public void However_it_jumps_each_mail_goes_once_and_nothing_spins() => Gen.Select(
        Gen.Int[0, 90], Gen.Int[-60 * 24 * 30, 60 * 24 * 30].Array[1, 12]).Sample((days, jumps) =>
        {
            var scenario = Scenario.Started().Reach(Step.IndividualCoachingMeetings);
            var post = new PostOffice(scenario);
            post.RunUntil(scenario.Now.AddDays(days));
            foreach (var minutes in jumps)
            {
                scenario.SetBack(TimeSpan.FromMinutes(minutes));
                post.Deliver();
            }

            AssertEachWentOnce(post);
        });

    private static void AssertEachWentOnce(PostOffice post)
    {
        Assert.NotEmpty(post.Sent);
        Assert.Distinct(post.Sent.Select(mail => mail.Mail.Id), StringComparer.Ordinal);
        Assert.Distinct(post.Sent.Select(mail => (mail.Kind, mail.About, mail.Recipient, mail.Mail.Occasion)));
    }
}
