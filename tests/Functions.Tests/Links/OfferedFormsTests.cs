using CoachingWorkflow.Domain.Tests;
using CoachingWorkflow.Functions.Links.Forms;

namespace CoachingWorkflow.Functions.Tests.Links;

/// <summary>The coach's page offers a form exactly when its command belongs to where the engagement stands.</summary>
public sealed class OfferedFormsTests
{
    public static TheoryData<Step, int> Places => new(
        from step in Enum.GetValues<Step>()
        from days in new[] { 0, 75, 160 }
        select (step, days));

    [Theory, MemberData(nameof(Places))]
    public void A_form_is_offered_exactly_when_its_command_belongs_here(Step step, int days)
    {
        var scenario = Scenario.Started().Reach(step);
        if (step == Step.ThreeSixtyInterviews)
            scenario.Do(Commands.BossAndThreePeers);
        scenario.AfterDays(days).PassTime();

        Assert.All(CoachForms.All, form => Assert.Equal(BelongsHere(scenario, form), Offered(scenario).Contains(form.Name)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Once_a_review_was_held_neither_it_nor_its_meeting_is_offered(bool isOver)
    {
        var scenario = Scenario.Started().Reach(Step.MidProgramReview);
        scenario.Do(Commands.HoldMid(scenario));
        if (isOver)
            scenario.Reach(Step.EndOfProgramReview).Do(Commands.HoldEnd(scenario));
        Assert.Equal(isOver ? [] : ["session", "end-meeting"], Offered(scenario));
    }

    [Fact]
    public void Whatever_the_coach_owes_can_be_done_at_once()
    {
        var scenario = Scenario.Started();
        for (var day = 0; day < 220; day += 4)
        {
            Assert.All(scenario.Workspace().Owed, owed =>
                Assert.Contains(CoachForms.All.Single(form => form.Settles == owed.Kind).Name, Offered(scenario)));
            if (scenario.Cycle.Step < Step.IndividualCoachingMeetings)
                scenario.TakeStep();
            scenario.AfterDays(4).PassTime();
        }
    }

    private static List<string> Offered(Scenario scenario)
    {
        var view = scenario.Workspace();
        return [.. CoachForms.All.Where(form => CoachForms.IsOffered(form, scenario.Engagement, view)).Select(form => form.Name)];
    }

    private static bool BelongsHere(Scenario scenario, CoachForm form)
    {
        var refusal = scenario.Decide(CommandOf(scenario, form)).Refusal;
        return refusal is not (OutOfStep or EngagementOver or ReviewNotOpen or ReviewHeldAlready or NoSuch);
    }

    private static Command CommandOf(Scenario scenario, CoachForm form) => form.Name switch
    {
        "context" => Commands.DefineContext(scenario),
        "leader-interview" => Commands.Interview(scenario),
        "raters" => Commands.Raters(Relationship.Team),
        "response" => Commands.Respond(scenario.Cycle.Raters is [var rater, ..] ? rater.Person.Id : "nobody"),
        "close" => new CloseThreeSixty(Reason: null),
        "design" => Commands.Design("the next design"),
        "session" => Commands.Log(scenario),
        "mid-meeting" => Commands.Schedule(scenario, ReviewKind.Mid),
        "end-meeting" => Commands.Schedule(scenario, ReviewKind.End),
        "mid-review" => Commands.HoldMid(scenario),
        "end-review" => Commands.HoldEnd(scenario),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form.Name, message: null),
    };
}
