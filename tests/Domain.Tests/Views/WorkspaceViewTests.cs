namespace CoachingWorkflow.Domain.Tests;

/// <summary>What the coach's and the leader's page say of where the engagement stands.</summary>
public sealed class WorkspaceViewTests
{
    [Fact]
    public void Closing_says_what_is_missing_and_from_when_a_reason_does()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
        scenario.Do(Commands.Respond(scenario.Cycle.Raters[1].Person.Id));
        var closing = scenario.Workspace().Closing!;
        Assert.Equal(("3 more answers are needed", true, false), (closing.Needed, closing.IsBossSilent, closing.CanClose));
        Assert.Equal(scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null)).WithReasonFrom, closing.WithReasonFrom);

        scenario.At(scenario.Engagement.StartOf(closing.WithReasonFrom!.Value));
        Assert.True(scenario.Workspace().Closing is { CanClose: true, NeedsReason: true });
        Assert.Null(Scenario.Started().Workspace().Closing);
    }

    [Fact]
    public void A_practice_is_as_old_as_the_first_revision_that_kept_it()
    {
        var scenario = Scenario.Started().Reach(Step.AssessmentAndDesign);
        var documents = scenario.Documents();
        Design("kept", "dropped");
        scenario.AfterDays(1);
        Design("kept");
        scenario.AfterDays(1);
        Design("kept", "dropped");

        var practices = LeaderView.Of(scenario.Engagement, documents, "Firm", scenario.Now).Practices;
        Assert.Equal([("kept", 1), ("dropped", 3)], practices.Select(practice => (practice.Title, practice.SinceRevision)));
        Assert.All(practices, practice => Assert.False(practice.IsInForce));

        void Design(params string[] titles)
        {
            var design = new ProgramDesign([], [.. titles.Select(title => new DesignItem(title, ""))], [], []);
            scenario.Do(new DesignProgram(design));
            documents[scenario.Cycle.Revision!.Design.Id] = design;
        }
    }
}
