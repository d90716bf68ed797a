namespace CoachingWorkflow.Domain.Tests;

/// <summary>Which command is taken when: every command in every step, in a completed and in a cancelled engagement.</summary>
public sealed class CommandsInEveryStepTests
{
    // accept: something is recorded; same: taken, nothing changes; step: out of step; over: completed or cancelled;
    // none: there is no such thing; few: too few answers; early: the review is not open yet;
    // dead: the link was used or taken back. The coach's page has just been mailed anew.
    private const string Table = """
                            1      2      3      4      5      6      7      8      completed cancelled
        StartEngagement     same   same   same   same   same   same   same   same   same      same
        DefineContext       accept accept step   step   step   step   step   step   over      over
        Interview           step   accept accept step   step   step   step   step   over      over
        AddRaters           step   step   accept step   step   step   step   step   over      over
        RespondForCoach     none   none   accept step   step   step   step   step   over      over
        RespondByLink       none   none   accept step   step   step   step   step   over      over
        CloseThreeSixty     step   step   few    step   step   step   step   step   over      over
        DesignProgram       step   step   step   accept accept step   step   step   over      over
        Commit              step   step   step   step   accept step   step   step   over      over
        Revise              step   step   step   step   accept step   step   step   over      over
        LogSession          step   step   step   step   step   accept accept accept over      over
        CorrectSession      none   none   none   none   none   accept accept accept over      over
        ScheduleMid         step   step   step   step   step   accept accept accept over      over
        ScheduleEnd         step   step   step   step   step   accept accept accept over      over
        CancelMeeting       step   step   step   step   step   same   same   same   over      over
        HoldMid             step   step   step   step   step   early  accept accept over      over
        HoldEnd             step   step   step   step   step   early  early  accept over      over
        Renew               step   step   step   step   step   early  early  accept over      over
        ChangePerson        accept accept accept accept accept accept accept accept over      over
        Amend               accept accept accept accept accept accept accept accept over      over
        ChangeStranger      none   none   none   none   none   none   none   none   none      none
        AnswerOnAddress     accept accept accept accept accept accept accept accept accept    accept
        DecideOnAddress     accept accept accept accept accept accept accept accept accept    over
        HonourAddress       accept accept accept accept accept accept accept accept accept    accept
        RequestFreshLink    none   none   accept same   same   same   same   same   over      over
        RequestFreshPage    accept accept accept accept accept accept accept accept accept    over
        EndLink             accept accept accept accept accept accept accept accept accept    dead
        EndRatersLink       none   none   none   none   none   none   none   none   none      none
        UseLink             none   none   accept dead   dead   dead   dead   dead   dead      dead
        ReportBounce        accept accept accept accept accept accept accept accept accept    accept
        ReportDelivery      same   same   same   same   same   same   same   same   same      same
        ReportUnknownMail   same   same   same   same   same   same   same   same   same      same
        DecideMails         accept accept same   accept accept accept accept accept accept    accept
        MoveMails           accept accept accept accept accept accept accept accept accept    accept
        SettleMail          same   same   same   same   same   same   same   same   same      same
        CancelEngagement    accept accept accept accept accept accept accept accept over      same
        """;

    private static readonly Dictionary<string, Type?> Outcomes = new(StringComparer.Ordinal)
    {
        ["accept"] = null,
        ["same"] = null,
        ["step"] = typeof(OutOfStep),
        ["over"] = typeof(EngagementOver),
        ["dead"] = typeof(LinkNotOpen),
        ["none"] = typeof(NoSuch),
        ["few"] = typeof(TooFewAnswers),
        ["early"] = typeof(ReviewNotOpen),
    };

    public static TheoryData<string, string, string> Cells()
    {
        var rows = Rows();
        var cells = new TheoryData<string, string, string>();
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], rows[0][column - 1], row[column]);
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_command_is_taken_in_its_steps_and_refused_by_name_in_all_others(string command, string place, string expected)
    {
        var scenario = In(place);

        var decision = scenario.Decide(EveryCommand.Of(command, scenario));

        Assert.Equal(Outcomes[expected], decision.Refusal?.GetType());
        Assert.Equal(expected == "accept", !decision.Facts.IsEmpty);
    }

    [Fact]
    public void The_table_names_every_command_there_is_and_has_no_hole()
    {
        var scenario = In("6");
        var tried = EveryCommand.All.Select(command => command.In(scenario).GetType()).ToHashSet();
        var existing = typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract);

        Assert.Equal(existing.OrderBy(type => type.Name, StringComparer.Ordinal), tried.OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.Equal(EveryCommand.All.Select(command => command.Name), Rows().Skip(1).Select(row => row[0]));
        Assert.All(Rows().Skip(1), row => Assert.Equal(10, row.Length - 1));
    }

    [Fact]
    public void A_command_out_of_step_is_told_the_step_by_number_and_name()
    {
        var refusal = In("4").Refuses<OutOfStep>(Commands.Raters(Relationship.Peer));

        Assert.Equal(Step.AssessmentAndDesign, refusal.Now);
        Assert.Contains("step 4, Assessment and design", refusal.Detail, StringComparison.Ordinal);
    }

    private static List<string[]> Rows() => [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static Scenario In(string place) => place switch
    {
        "completed" => In("8").Do(new HoldEndReview(In("8").Today, ["coach"], [], Celebration: null, Renewal: null)),
        "cancelled" => In("6").Do(new CancelEngagement("reason")),
        _ => Arrange((Step)int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>In that step, and from step 3 on with raters who were mailed a link, from step 6 on with a session.</summary>
    private static Scenario Arrange(Step step)
    {
        var scenario = Scenario.Started();
        if (step >= Step.ThreeSixtyInterviews)
        {
            scenario.Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers);
            new PostOffice(scenario).Deliver();
        }

        if (step >= Step.IndividualCoachingMeetings)
            scenario.Reach(Step.IndividualCoachingMeetings).Do(Commands.Log(scenario));
        return scenario.Reach(step);
    }
}
