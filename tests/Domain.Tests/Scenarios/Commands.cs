using System.Collections.Immutable;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>Commands with everything filled in that a test does not care about.</summary>
internal static class Commands
{
    public static AddRaters BossAndThreePeers { get; } = Raters(Relationship.Boss, Relationship.Peer, Relationship.Peer, Relationship.Peer);

    public static DefineContext DefineContext(Scenario scenario, string texts = "outcomes") => new(
        scenario.Today, [new OutcomeNumbers(Baseline: 2, Target: 4), new OutcomeNumbers(Baseline: 10, Target: 5)], Scenario.Document(texts));

    public static RecordLeaderInterview Interview(Scenario scenario, string texts = "interview") => new(scenario.Today, Scenario.Document(texts));

    public static AddRaters Raters(params ReadOnlySpan<Relationship> relationships) => RatersIn("Europe/Berlin", relationships);

    public static AddRaters RatersIn(string zone, params ReadOnlySpan<Relationship> relationships)
    {
        var raters = ImmutableArray.CreateBuilder<NewRater>();
        foreach (var relationship in relationships)
            raters.Add(new NewRater(relationship, zone, Scenario.Document($"rater {raters.Count + 1}")));
        return new AddRaters(raters.ToImmutable());
    }

    public static RespondAsRater Respond(string rater, string texts = "strengths and growth", string? link = null, params ImmutableArray<Reading> ratings) =>
        new(rater, ratings.IsDefault ? [] : ratings, Scenario.Document(texts), link, ByCoach: link is null);

    /// <summary>The firm's software records an interview.</summary>
    public static RespondAsRater Record(string rater, string texts = "strengths and growth") => new(rater, [], Scenario.Document(texts), Link: null);

    public static DesignProgram Design(string content) => new(Scenario.Document(content));

    public static DecideOnDesign Commit(Scenario scenario, Person person) => Decide(scenario, person, commit: true);

    public static DecideOnDesign Revise(Scenario scenario, Person person) => Decide(scenario, person, commit: false);

    public static LogSession Log(
        Scenario scenario, int minutes = 90, DateOnly? heldOn = null, string? session = null, params ImmutableArray<Reading> readings) => new(
            session, heldOn ?? scenario.Today, minutes, SessionMode.InPerson, readings.IsDefault ? [] : readings, Scenario.Document($"notes of {minutes} minutes"));

    public static HoldMidReview HoldMid(Scenario scenario, DocumentRef? corrections = null) =>
        new(scenario.Today, ["coach", "leader", "sponsor"], [], corrections);

    public static HoldEndReview HoldEnd(Scenario scenario, Renewal? renewal = null) =>
        new(scenario.Today, ["coach", "leader", "sponsor"], [], Celebration: null, renewal);

    public static Renewal Renewal(int? months = null) =>
        new(months, [new OutcomeNumbers(Baseline: 4, Target: 6)], Scenario.Document("outcomes of the next cycle"));

    public static ScheduleReviewMeeting Schedule(Scenario scenario, ReviewKind review, int inDays = 7) =>
        new(review, scenario.Now.AddDays(inDays), Minutes: 60, Scenario.Document("the blue room"));

    public static ChangePerson NewAddress(Person person, string address = "another address") =>
        new(person.Id, person.TimeZone, Scenario.Document(address), AddressChanged: true);

    private static DecideOnDesign Decide(Scenario scenario, Person person, bool commit)
    {
        var revision = scenario.Cycle.Revision ?? new ProgramRevision(1, Scenario.Document("no design yet"), scenario.Now);
        return new DecideOnDesign(
            person.Id, revision.Number, revision.Design.Hash, commit, Scenario.Document($"decision of {person.Id}"), Link: $"link of {person.Id}");
    }
}
