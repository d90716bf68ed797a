namespace CoachingWorkflow.Domain.Tests;

/// <summary>The coach's page offers a form exactly when its command belongs to where the engagement stands.</summary>
public sealed class WorkspaceViewTests
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

        Assert.All(Enum.GetValues<CoachForm>(), form => Assert.Equal(
            BelongsHere(scenario, form), View(scenario).OpenForms.Contains(form)));
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
        Assert.Equal(isOver ? [] : [CoachForm.Session, CoachForm.EndMeeting], View(scenario).OpenForms.AsEnumerable());
    }

    [Fact]
    public void Whatever_the_coach_owes_can_be_done_at_once()
    {
        var scenario = Scenario.Started();
        for (var day = 0; day < 220; day += 4)
        {
            Assert.All(View(scenario).Owed, owed => Assert.Contains(owed.Form, View(scenario).OpenForms.AsEnumerable()));
            if (scenario.Cycle.Step < Step.IndividualCoachingMeetings)
                scenario.TakeStep();
            scenario.AfterDays(4).PassTime();
        }
    }

    [Fact]
    public void Closing_says_what_is_missing_and_from_when_a_reason_does()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
        scenario.Do(Commands.Respond(scenario.Cycle.Raters[1].Person.Id));
        var closing = View(scenario).Closing!;
        Assert.Equal(("3 more answers are needed", true, false), (closing.Needed, closing.IsBossSilent, closing.CanClose));
        Assert.Equal(scenario.Refuses<TooFewAnswers>(new CloseThreeSixty(Reason: null)).WithReasonFrom, closing.WithReasonFrom);

        scenario.At(scenario.Engagement.StartOf(closing.WithReasonFrom!.Value));
        Assert.True(View(scenario).Closing is { CanClose: true, NeedsReason: true });
        Assert.Null(View(Scenario.Started()).Closing);
    }

    [Fact]
    public void A_practice_is_as_old_as_the_first_revision_that_kept_it()
    {
        var scenario = Scenario.Started().Reach(Step.AssessmentAndDesign);
        var documents = new Dictionary<string, Document>(StringComparer.Ordinal);
        Design("kept", "dropped");
        scenario.AfterDays(1);
        Design("kept");
        scenario.AfterDays(1);
        Design("kept", "dropped");

        var practices = LeaderView.Of(scenario.Engagement, With(scenario, documents), "Firm", scenario.Now).Practices;
        Assert.Equal([("kept", 1), ("dropped", 3)], practices.Select(practice => (practice.Title, practice.SinceRevision)));
        Assert.All(practices, practice => Assert.False(practice.IsInForce));

        void Design(params string[] titles)
        {
            var command = Commands.Design($"design {documents.Count}");
            documents[command.Design.Id] = new ProgramDesign([], [.. titles.Select(title => new DesignItem(title, ""))], [], []);
            scenario.Do(command);
        }
    }

    private static WorkspaceView View(Scenario scenario) => WorkspaceView.Of(
        scenario.Engagement, With(scenario, new Dictionary<string, Document>(StringComparer.Ordinal)), "Firm", scenario.Now);

    private static Dictionary<string, Document> With(Scenario scenario, Dictionary<string, Document> documents)
    {
        foreach (var person in scenario.Engagement.People)
            documents[person.Details.Id] = new PersonDetails("A Name", "a@example.org");
        if (scenario.Cycle.Outcomes is { } outcomes)
            documents[outcomes.Texts.Id] = new OutcomeTexts([.. outcomes.Items.Select(outcome => new OutcomeText(outcome.Id, "benchmark", Unit: null))]);
        return documents;
    }

    private static bool BelongsHere(Scenario scenario, CoachForm form)
    {
        var refusal = scenario.Decide(CommandOf(scenario, form)).Refusal;
        return refusal is not (OutOfStep or EngagementOver or ReviewNotOpen or ReviewHeldAlready or NoSuch);
    }

    private static Command CommandOf(Scenario scenario, CoachForm form) => form switch
    {
        CoachForm.Context => Commands.DefineContext(scenario),
        CoachForm.LeaderInterview => Commands.Interview(scenario),
        CoachForm.Raters => Commands.Raters(Relationship.Team),
        CoachForm.Response => Commands.Respond(scenario.Cycle.Raters is [var rater, ..] ? rater.Person.Id : "nobody"),
        CoachForm.CloseThreeSixty => new CloseThreeSixty(Reason: null),
        CoachForm.Design => Commands.Design("the next design"),
        CoachForm.Session => Commands.Log(scenario),
        CoachForm.MidMeeting => Commands.Schedule(scenario, ReviewKind.Mid),
        CoachForm.EndMeeting => Commands.Schedule(scenario, ReviewKind.End),
        CoachForm.MidReview => Commands.HoldMid(scenario),
        CoachForm.EndReview => Commands.HoldEnd(scenario),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, message: null),
    };
}
