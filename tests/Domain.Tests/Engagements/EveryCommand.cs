namespace CoachingWorkflow.Domain.Tests;

/// <summary>One of every command, as somebody would send it in whatever step the scenario is.</summary>
internal static class EveryCommand
{
    public static IReadOnlyList<SampleCommand> All { get; } =
    [
        new("StartEngagement", scenario => new StartEngagement(
            Scenario.Id, "demo", "Europe/Berlin", "Europe/Berlin", Months: 6, HoursPerMonth: 3,
            new NewPerson(Scenario.Details("leader"), TimeZone: null), new NewPerson(Scenario.Details("coach"), TimeZone: null), [],
            Reference: null, Policy.Default, FirmAddress: null)),
        new("DefineContext", scenario => Commands.DefineContext(scenario, "other outcomes")),
        new("Interview", scenario => Commands.Interview(scenario, "another interview")),
        new("AddRaters", _ => Commands.Raters(Relationship.Team)),
        new("RespondForCoach", scenario => Commands.Respond(FirstRater(scenario))),
        new("RespondByLink", scenario => Commands.Respond(FirstRater(scenario), link: "a link")),
        new("CloseThreeSixty", _ => new CloseThreeSixty(Reason: null)),
        new("DesignProgram", _ => Commands.Design("another design")),
        new("Commit", scenario => Commands.Commit(scenario, scenario.Engagement.Leader) with { Revision = Undecided(scenario) }),
        new("Revise", scenario => Commands.Revise(scenario, scenario.Engagement.Leader) with { Revision = Undecided(scenario) }),
        new("LogSession", scenario => Commands.Log(scenario, minutes: 45)),
        new("CorrectSession", scenario =>
            Commands.Log(scenario, minutes: 30, session: scenario.Cycle.Sessions.FirstOrDefault()?.Id ?? "no session")),
        new("ScheduleMid", scenario => Commands.Schedule(scenario, ReviewKind.Mid)),
        new("ScheduleEnd", scenario => Commands.Schedule(scenario, ReviewKind.End)),
        new("CancelMeeting", _ => new CancelReviewMeeting(ReviewKind.Mid)),
        new("HoldMid", scenario => Commands.HoldMid(scenario)),
        new("HoldEnd", scenario => Commands.HoldEnd(scenario)),
        new("Renew", scenario => Commands.HoldEnd(scenario, Commands.Renewal())),
        new("ChangePerson", scenario => Commands.NewAddress(scenario.Sponsor)),
        new("Amend", scenario =>
            new Amend(Amendable.Person(scenario.Sponsor.Id), edition => edition.Count >= 0, Commands.NewAddress(scenario.Sponsor))),
        new("ChangeStranger", scenario => Commands.NewAddress(scenario.Sponsor) with { Person = "nobody" }),
        new("AnswerOnAddress", scenario => new AnswerOnAddress(Moved(scenario), Confirm: true, "a link")),
        new("DecideOnAddress", scenario =>
            new DecideOnAddress(Moved(scenario), scenario.Engagement.Coach.Id, Confirm: true, AddressNumber: 1)),
        new("HonourAddress", scenario => new HonourAddress(Moved(scenario))),
        new("RequestFreshLink", scenario => new RequestFreshLink(FirstLink(scenario))),
        new("RequestFreshPage", scenario => new RequestFreshLink(CoachsLink(scenario))),
        new("EndLink", scenario => new EndLink(CoachsLink(scenario))),
        new("EndRatersLink", scenario => new EndLink(FirstLink(scenario))),
        new("UseLink", scenario => new UseLink(FirstLink(scenario), Commands.Respond(FirstRater(scenario), link: FirstLink(scenario)))),
        new("ReportBounce", scenario => new ReportBounce(SentToCoach(scenario), BounceReason.Bounced)),
        new("ReportDelivery", scenario => new ReportDelivery(SentToCoach(scenario))),
        new("ReportUnknownMail", _ => new ReportBounce("no mail", BounceReason.Bounced)),
        new("DecideMails", scenario => new DecideMails(scenario.Now, Digests)),
        new("MoveMails", scenario => new MoveMails("missed", [Waiting(scenario)], FullSince: null, Digests)),
        new("SettleMail", _ => new SettleMail("no mail", new MailResult.Sent(), AddressNumber: null)),
        new("CancelEngagement", _ => new CancelEngagement("reason")),
    ];

    private static string Waiting(Scenario scenario)
    {
        var mail = new MailDecided("waiting", MailKind.MailBounced, "bounced/nobody", Actor.Firm, Occasion: 0, Cycle: 1, Link: null);
        scenario.Append(mail with { Digest = new DigestSlot("missed", scenario.Now) });
        return mail.Mail;
    }

    // The names of digests hide addresses in the application; here they are to be read.
    private static string Digests(string firm, string? email, DateTimeOffset morning) => $"{firm}/{email}/{morning:O}";

    public static Command Of(string name, Scenario scenario) => All.Single(command => command.Name == name).In(scenario);

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
        return scenario.Engagement.Mails.Links.Values.First(link => link.Purpose == LinkPurpose.Workspace).Id;
    }

    private static string SentToCoach(Scenario scenario)
    {
        new PostOffice(scenario).Deliver();
        return scenario.Engagement.Mails.Sent.First(mail => mail.Value.Recipient == scenario.Engagement.Coach.Id).Key;
    }

    // The revision under review; once it is approved or replaced, one that nobody has decided on.
    private static int Undecided(Scenario scenario) =>
        scenario.Cycle.UnderReview?.Number ?? ((scenario.Cycle.Revision?.Number ?? 0) + 1);
}
