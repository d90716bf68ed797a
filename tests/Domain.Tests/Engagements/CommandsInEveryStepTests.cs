namespace CoachingWorkflow.Domain.Tests;

/// <summary>Which command is taken when: every command in every step, in a completed and in a cancelled engagement.</summary>
public sealed class CommandsInEveryStepTests
{
    // accept: something is recorded; same: taken, nothing changes; step: out of step; over: completed or cancelled;
    // none: there is no such thing; few: too few answers; early: the review is not open yet;
    // dead: the link was used or taken back; code: there is no code to enter. The coach's page has just been mailed anew.
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
        RequestAccessCode   accept accept accept accept accept accept accept accept accept    dead
        RequestCodeTwice    soon   soon   soon   soon   soon   soon   soon   soon   soon      dead
        RequestRatersCode   none   none   none   none   none   none   none   none   none      none
        EnterAccessCode     accept accept accept accept accept accept accept accept accept    dead
        EnterWrongCode      accept accept accept accept accept accept accept accept accept    dead
        EnterNoCode         code   code   code   code   code   code   code   code   code      dead
        UseLink             none   none   accept dead   dead   dead   dead   dead   dead      dead
        ReportBounce        accept accept accept accept accept accept accept accept accept    accept
        ReportDelivery      same   same   same   same   same   same   same   same   same      same
        ReportUnknownMail   same   same   same   same   same   same   same   same   same      same
        DecideMails         accept accept same   accept accept accept accept accept accept    accept
        SettleMail          same   same   same   same   same   same   same   same   same      same
        CancelEngagement    accept accept accept accept accept accept accept accept over      same
        """;

    private static readonly Dictionary<string, Func<Scenario, Command>> Makers = new(StringComparer.Ordinal)
    {
        ["StartEngagement"] = scenario => new StartEngagement(
            Scenario.Id, "demo", "Europe/Berlin", "Europe/Berlin", Months: 6, HoursPerMonth: 3,
            new NewPerson(Scenario.Details("leader"), TimeZone: null), new NewPerson(Scenario.Details("coach"), TimeZone: null), [],
            Reference: null, Policy.Default, FirmAddress: null),
        ["DefineContext"] = scenario => Commands.DefineContext(scenario, "other outcomes"),
        ["Interview"] = scenario => Commands.Interview(scenario, "another interview"),
        ["AddRaters"] = _ => Commands.Raters(Relationship.Team),
        ["RespondForCoach"] = scenario => Commands.Respond(FirstRater(scenario)),
        ["RespondByLink"] = scenario => Commands.Respond(FirstRater(scenario), link: "a link"),
        ["CloseThreeSixty"] = _ => new CloseThreeSixty(Reason: null),
        ["DesignProgram"] = _ => Commands.Design("another design"),
        ["Commit"] = scenario => Commands.Commit(scenario, scenario.Engagement.Leader) with { Revision = Undecided(scenario) },
        ["Revise"] = scenario => Commands.Revise(scenario, scenario.Engagement.Leader) with { Revision = Undecided(scenario) },
        ["LogSession"] = scenario => Commands.Log(scenario, minutes: 45),
        ["CorrectSession"] = scenario =>
            Commands.Log(scenario, minutes: 30, session: scenario.Cycle.Sessions.FirstOrDefault()?.Id ?? "no session"),
        ["ScheduleMid"] = scenario => Commands.Schedule(scenario, ReviewKind.Mid),
        ["ScheduleEnd"] = scenario => Commands.Schedule(scenario, ReviewKind.End),
        ["CancelMeeting"] = _ => new CancelReviewMeeting(ReviewKind.Mid),
        ["HoldMid"] = scenario => Commands.HoldMid(scenario),
        ["HoldEnd"] = scenario => Commands.HoldEnd(scenario),
        ["Renew"] = scenario => Commands.HoldEnd(scenario, Commands.Renewal()),
        ["ChangePerson"] = scenario => Commands.NewAddress(scenario.Sponsor),
        ["Amend"] = scenario =>
            new Amend(Amendable.Person(scenario.Sponsor.Id), edition => edition.Count >= 0, Commands.NewAddress(scenario.Sponsor)),
        ["ChangeStranger"] = scenario => Commands.NewAddress(scenario.Sponsor) with { Person = "nobody" },
        ["AnswerOnAddress"] = scenario => new AnswerOnAddress(Moved(scenario), Confirm: true, "a link"),
        ["DecideOnAddress"] = scenario =>
            new DecideOnAddress(Moved(scenario), scenario.Engagement.Coach.Id, Confirm: true, AddressNumber: 1),
        ["HonourAddress"] = scenario => new HonourAddress(Moved(scenario)),
        ["RequestFreshLink"] = scenario => new RequestFreshLink(FirstLink(scenario)),
        ["RequestFreshPage"] = scenario => new RequestFreshLink(CoachsLink(scenario)),
        ["RequestAccessCode"] = scenario => new RequestAccessCode(CoachsLink(scenario)),
        ["RequestCodeTwice"] = scenario => new RequestAccessCode(AskedForCode(scenario)),
        ["RequestRatersCode"] = scenario => new RequestAccessCode(FirstLink(scenario)),
        ["EnterAccessCode"] = scenario => new EnterAccessCode(AskedForCode(scenario), _ => true),
        ["EnterWrongCode"] = scenario => new EnterAccessCode(AskedForCode(scenario), _ => false),
        ["EnterNoCode"] = scenario => new EnterAccessCode(CoachsLink(scenario), _ => true),
        ["UseLink"] = scenario => new UseLink(FirstLink(scenario), Commands.Respond(FirstRater(scenario), link: FirstLink(scenario))),
        ["ReportBounce"] = scenario => new ReportBounce(SentToCoach(scenario), BounceReason.Bounced),
        ["ReportDelivery"] = scenario => new ReportDelivery(SentToCoach(scenario)),
        ["ReportUnknownMail"] = _ => new ReportBounce("no mail", BounceReason.Bounced),
        ["DecideMails"] = _ => new DecideMails(),
        ["SettleMail"] = _ => new SettleMail("no mail", new MailResult.Sent(), AddressNumber: null),
        ["CancelEngagement"] = _ => new CancelEngagement("reason"),
    };

    private static readonly Dictionary<string, Type?> Outcomes = new(StringComparer.Ordinal)
    {
        ["accept"] = null,
        ["same"] = null,
        ["step"] = typeof(OutOfStep),
        ["over"] = typeof(EngagementOver),
        ["dead"] = typeof(LinkNotOpen),
        ["code"] = typeof(AccessCodeClosed),
        ["soon"] = typeof(AccessCodeTooSoon),
        ["none"] = typeof(NoSuch),
        ["few"] = typeof(TooFewAnswers),
        ["early"] = typeof(ReviewNotOpen),
    };

    public static TheoryData<string, string, string> Cells()
    {
        var rows = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
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

        var decision = scenario.Decide(Makers[command](scenario));

        Assert.Equal(Outcomes[expected], decision.Refusal?.GetType());
        Assert.Equal(expected == "accept", !decision.Facts.IsEmpty);
    }

    [Fact]
    public void The_table_names_every_command_there_is_and_has_no_hole()
    {
        var scenario = In("6");
        var tried = Makers.Values.Select(make => make(scenario).GetType()).ToHashSet();
        var existing = typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract);

        Assert.Equal(existing.OrderBy(type => type.Name, StringComparer.Ordinal), tried.OrderBy(type => type.Name, StringComparer.Ordinal));
        Assert.Equal(Makers.Count * 10, Cells().Count);
    }

    [Fact]
    public void A_command_out_of_step_is_told_the_step_by_number_and_name()
    {
        var refusal = In("4").Refuses<OutOfStep>(Commands.Raters(Relationship.Peer));

        Assert.Equal(Step.AssessmentAndDesign, refusal.Now);
        Assert.Contains("step 4, Assessment and design", refusal.Detail, StringComparison.Ordinal);
    }

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

    // The leader, whose address was changed and is to be confirmed; the former one is asked.
    private static string Moved(Scenario scenario)
    {
        var leader = scenario.Engagement.Leader.Id;
        scenario.Append(
            new AccessCodeRequested(leader), new AccessGranted(leader),
            new PersonChanged(
                leader, "Europe/Berlin", Scenario.Document("another address"), AddressChanged: true, Resends: true,
                new AddressMove(AddressOrigin.New, MustBeConfirmed: true, FormerIsAsked: true, DeciderIsTold: true)));
        return leader;
    }

    private static string FirstRater(Scenario scenario) => scenario.Cycle.Raters.FirstOrDefault()?.Person.Id ?? "no rater";

    private static string FirstLink(Scenario scenario) =>
        scenario.Engagement.Mails.Links.Values.FirstOrDefault(link => link.Recipient == FirstRater(scenario))?.Id ?? "no link";

    // The coach's page, mailed at this very moment where mails still go.
    private static string CoachsLink(Scenario scenario)
    {
        new PostOffice(scenario).Deliver();
        return scenario.Engagement.Mails.Links.Values.Where(link => link.Purpose == LinkPurpose.Workspace)
            .MaxBy(link => link.ExpiresAt)!.Id;
    }

    private static string SentToCoach(Scenario scenario)
    {
        new PostOffice(scenario).Deliver();
        return scenario.Engagement.Mails.Sent.First(mail => mail.Value.Recipient == scenario.Engagement.Coach.Id).Key;
    }

    private static string AskedForCode(Scenario scenario)
    {
        var link = CoachsLink(scenario);
        scenario.Append([.. scenario.Decide(new RequestAccessCode(link)).Facts]);
        return link;
    }

    // The revision under review; once it is approved or replaced, one that nobody has decided on.
    private static int Undecided(Scenario scenario) =>
        scenario.Cycle.UnderReview?.Number ?? ((scenario.Cycle.Revision?.Number ?? 0) + 1);
}
