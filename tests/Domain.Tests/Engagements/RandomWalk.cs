using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>One move of a random engagement: what is tried, by or about whom, and a number that it may need.</summary>
internal sealed record Move(int What, int Who, int Number);

/// <summary>
/// An engagement to which anything happens: time passes (with the system up or down), people do what they may and what
/// they may not, at any moment. Refused commands change nothing.
/// </summary>
internal sealed class RandomWalk(Scenario scenario)
{
    private static readonly string[] ZonesTried =
        ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Santiago", "Pacific/Kiritimati"];

    public static Gen<Move[]> Moves { get; } = Gen.Select(
        Gen.Int[0, 27], Gen.Int[0, 5], Gen.Int[0, 40], (what, who, number) => new Move(what, who, number)).Array[0, 60];

    /// <summary>Engagements in every step, completed ones and such in their second cycle, in many zones and at any hour.</summary>
    public static Gen<Scenario> Starts { get; } = Gen.Select(
        Gen.Int[0, 2_000], Gen.Int[6, 12], Gen.Int[1, 3], Gen.Int[0, ZonesTried.Length - 1], Gen.Int[0, ZonesTried.Length - 1],
        Gen.Int[1, 10],
        (hours, months, sponsors, zone, firmZone, place) => Start(
            Scenario.Started(
                at: Scenario.Instant("2027-01-01T00:00:00Z").AddHours(hours * 7)
                    .ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                months, ZonesTried[zone], sponsors, ZonesTried[firmZone], coachZone: ZonesTried[(zone + 1) % ZonesTried.Length]),
            place));

    public PostOffice Post { get; } = new(scenario);

    /// <summary>Called after every move.</summary>
    public Action Check { get; init; } = () => { };

    public void Take(IEnumerable<Move> moves)
    {
        Post.Deliver();
        foreach (var move in moves)
        {
            Take(move);
            Check();
        }
    }

    private static Scenario Start(Scenario scenario, int place) => place switch
    {
        <= 8 => scenario.Reach((Step)place),
        9 => scenario.Reach(Step.EndOfProgramReview).Do(Commands.HoldEnd(scenario)),
        _ => scenario.Reach(Step.EndOfProgramReview).Do(Commands.HoldEnd(scenario, Commands.Renewal())),
    };

    private void Take(Move move)
    {
        switch (move.What)
        {
            case 0 or 1:
                Post.RunUntil(scenario.Now.AddHours(7 * (move.Number + 1)));
                break;
            case 2:
                Post.RunUntil(scenario.Now.AddDays(3 * move.Number));
                break;
            case 3:
                scenario.AfterDays(move.Number);
                break;
            case 4:
                Post.Deliver();
                break;
            case > 23 when scenario.Engagement.Status == EngagementStatus.Active && scenario.Cycle.Step < Step.IndividualCoachingMeetings:
                scenario.TakeStep();
                break;
            case > 23:
                Post.RunUntil(scenario.Now.AddDays(20));
                break;
            default:
                Try(CommandOf(move));
                break;
        }
    }

    private Command CommandOf(Move move) => move.What switch
    {
        5 => Commands.DefineContext(scenario, $"outcomes {move.Number % 3}"),
        6 => Commands.Interview(scenario, $"interview {move.Number % 3}"),
        7 => Commands.RatersIn(
            ZonesTried[move.Who], Relationship.Boss, (Relationship)(move.Number % 4), Relationship.Peer, Relationship.Team),
        8 or 9 or 10 => Commands.Respond(Rater(move), link: move.What == 8 ? null : $"link {move.Number % 2}"),
        11 => new CloseThreeSixty(move.Number % 2 == 0 ? null : "reason"),
        12 => Commands.Design($"design {move.Number}"),
        13 or 14 or 15 => Commands.Commit(scenario, Person(move)) with
        {
            Revision = Math.Max(1, (scenario.Cycle.Revision?.Number ?? 0) - (move.Number / 30)),
        },
        16 when move.Number < 20 => Commands.Revise(scenario, Person(move)),
        17 => Commands.Log(scenario, minutes: move.Number * 10, heldOn: scenario.Today.AddDays(-move.Number)),
        18 => Commands.Log(
            scenario, minutes: 60, heldOn: scenario.Today.AddDays(-move.Number),
            session: scenario.Cycle.Sessions.LastOrDefault()?.Id ?? "none"),
        19 => move.Number % 3 == 0
            ? new CancelReviewMeeting((ReviewKind)(move.Who % 2))
            : Commands.Schedule(scenario, (ReviewKind)(move.Who % 2), move.Number),
        20 => Commands.HoldMid(scenario, move.Number % 2 == 0 ? null : "corrections"),
        21 => Commands.HoldEnd(scenario, move.Number < 30 ? Commands.Renewal() : null),
        22 when move.Number < 4 => new CancelEngagement("reason"),
        22 => new RequestFreshLink(
            scenario.Engagement.Mails.Links.Keys.Order(StringComparer.Ordinal).ElementAtOrDefault(move.Number) ?? "none"),
        _ => new ChangePerson(
            Person(move).Id, $"Name {move.Number}", move.Number % 2 == 0 ? $"address.{move.Number}@example.org" : null,
            ZonesTried[move.Who], FirmAddress: null),
    };

    private void Try(Command command)
    {
        var decision = scenario.Decide(command);
        Assert.True(decision.Refusal is null || decision.Facts.IsEmpty, "A refused command brings no facts.");
        scenario.Append([.. decision.Facts]);
    }

    private Person Person(Move move) => scenario.Engagement.People[move.Who % scenario.Engagement.People.Count];

    private string Rater(Move move) =>
        scenario.Cycle.Raters.IsEmpty ? "none" : scenario.Cycle.Raters[move.Number % scenario.Cycle.Raters.Count].Person.Id;
}
