using System.Collections.Immutable;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>Commands with everything filled in that a test does not care about.</summary>
internal static class Commands
{
    private static int _raters;

    public static AddRaters BossAndThreePeers => Raters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Peer);

    public static DefineContext DefineContext(Scenario scenario, string texts = "outcomes") => new(
        scenario.Today, [Outcome(texts, 2, 4), Outcome("another outcome", 10, 5)]);

    public static RecordLeaderInterview Interview(Scenario scenario, string texts = "interview") => new(
        scenario.Today, new LeaderInterviewTexts(texts, "concerns", "breakdowns", "behaviors", "style", "promises"));

    public static AddRaters Raters(params ReadOnlySpan<Relationship> relationships) => RatersIn("Europe/Berlin", relationships);

    public static AddRaters RatersIn(string zone, params ReadOnlySpan<Relationship> relationships)
    {
        var raters = ImmutableArray.CreateBuilder<NewRater>();
        foreach (var relationship in relationships)
            raters.Add(new NewRater(Scenario.Details($"rater {Interlocked.Increment(ref _raters)}"), relationship, zone));
        return new AddRaters(raters.ToImmutable(), "firm@example.org");
    }

    public static RespondAsRater Respond(
        string rater, string texts = "strengths and growth", string? link = null, params ImmutableArray<Reading> ratings) =>
        new(rater, ratings.IsDefault ? [] : ratings, Said(texts), link, ByCoach: link is null);

    /// <summary>What a rater says.</summary>
    public static RaterResponseTexts Said(string texts) => new(texts, "growth");

    /// <summary>The firm's software records an interview.</summary>
    public static RespondAsRater Record(string rater, string texts = "strengths and growth") => new(rater, [], Said(texts), Link: null);

    public static DesignProgram Design(string content) => new(Program(content));

    public static ProgramDesign Program(string theme) => new([new DesignItem(theme, "")], [], [], []);

    public static DecideOnDesign Commit(Scenario scenario, Person person) => Decide(scenario, person, commit: true);

    public static DecideOnDesign Revise(Scenario scenario, Person person) => Decide(scenario, person, commit: false);

    public static LogSession Log(
        Scenario scenario, int minutes = 90, DateOnly? heldOn = null, string? session = null, params ImmutableArray<Reading> readings) =>
        new(
            session, heldOn ?? scenario.Today, minutes, SessionMode.InPerson, readings.IsDefault ? [] : readings,
            new SessionTexts($"notes of {minutes} minutes", Summary: null));

    public static HoldMidReview HoldMid(Scenario scenario, string? corrections = null) =>
        new(scenario.Today, ["coach", "leader", "sponsor"], [], corrections is null ? null : Program(corrections));

    public static HoldEndReview HoldEnd(Scenario scenario, Renewal? renewal = null) =>
        new(scenario.Today, ["coach", "leader", "sponsor"], [], Celebration: null, renewal);

    public static Renewal Renewal(int? months = null) =>
        new(months, [Outcome("outcome of the next cycle", 4, 6)]);

    public static ScheduleReviewMeeting Schedule(Scenario scenario, ReviewKind review, int inDays = 7) =>
        new(review, scenario.Now.AddDays(inDays), Minutes: 60, "the blue room");

    public static ChangePerson NewAddress(Person person, string? address = null) =>
        new(
            person.Id, Name: null, Scenario.Details(address ?? $"another address of {person.Id}").Email, TimeZone: null,
            "firm@example.org");

    public static ChangePerson NewTimeZone(Person person, string zone) => new(person.Id, Name: null, Email: null, zone, "firm@example.org");

    private static NewOutcome Outcome(string title, decimal baseline, decimal target) =>
        new(title, "benchmark", baseline, target, Unit: null);

    private static DecideOnDesign Decide(Scenario scenario, Person person, bool commit)
    {
        var revision = scenario.Cycle.Revision ?? new ProgramRevision(1, Scenario.Document("no design yet"), scenario.Now);
        return new DecideOnDesign(
            person.Id, revision.Number, revision.Design.Hash, commit, new DecisionTexts("A name", $"decision of {person.Id}"),
            Link: $"link of {person.Id}");
    }
}
