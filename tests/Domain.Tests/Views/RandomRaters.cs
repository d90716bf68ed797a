using System.Collections.Immutable;
using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>A rater as a test draws it.</summary>
/// <param name="Group">Where the rater stands to the leader.</param>
/// <param name="Answered">Whether the rater has answered.</param>
/// <param name="First">The rating of the first outcome, if there is one.</param>
/// <param name="Second">The rating of the second outcome, if there is one.</param>
/// <param name="Strengths">What the rater wrote.</param>
/// <param name="Growth">What the rater wrote.</param>
internal sealed record DrawnRater(Relationship Group, bool Answered, int? First, int? Second, string Strengths, string Growth)
{
    public IEnumerable<int?> Ratings => [First, Second];
}

/// <summary>Random raters, and the cycle and the documents that come of them.</summary>
internal static class RandomRaters
{
    public static readonly ImmutableArray<Outcome> Outcomes = [
        new("first", Baseline: 1, Target: 5), new("second", Baseline: 10, Target: 2)];

    private static readonly Gen<int?> Rating = Gen.Select(
        Gen.Int[0, 2], Gen.Int[-1000, 1000], (kind, value) => kind == 0 ? null : (int?)value);

    private static readonly Gen<DrawnRater> Rater = Gen.Select(
        Gen.Enum<Relationship>(), Gen.Int[0, 3], Rating, Rating, Gen.String[Gen.Char['a', 'z'], 1, 12],
        Gen.String[Gen.Char['a', 'z'], 1, 12],
        (group, answered, first, second, strengths, growth) => new DrawnRater(group, answered > 0, first, second, strengths, growth));

    public static Gen<ImmutableArray<DrawnRater>> All { get; } = Rater.Array[0, 14].Select(raters => raters.ToImmutableArray());

    public static ThreeSixtyResults Results(ImmutableArray<DrawnRater> raters, bool closed = true, Policy? policy = null)
    {
        var documents = new Dictionary<string, Document>(StringComparer.Ordinal)
        {
            ["outcomes"] = new OutcomeTexts([new OutcomeText("First", "b", null), new OutcomeText("Second", "b", "hours")]),
        };
        var cycle = Cycle(raters, closed);
        foreach (var (drawn, rater) in raters.Zip(cycle.Raters).Where(pair => pair.Second.Response is not null))
            documents[rater.Response!.Texts.Id] = new RaterResponseTexts(drawn.Strengths, drawn.Growth);
        return ThreeSixtyResults.Of(cycle, policy ?? Policy.Default, documents);
    }

    public static Cycle Cycle(ImmutableArray<DrawnRater> raters, bool closed = true) => new()
    {
        Number = 1,
        Months = 6,
        HoursPerMonth = 3,
        OpenedAt = default,
        StepSince = default,
        Context = new AgreedOutcomes(default, Outcomes, new DocumentRef("outcomes", "hash")),
        LeaderInterview = new Interview(default, new DocumentRef("interview", "hash")),
        ThreeSixtyOpenedAt = default(DateTimeOffset),
        ThreeSixtyClosed = closed ? CloseReason.Overdue : null,
        Raters = [.. raters.Select((drawn, index) => new Rater(
            new Person($"rater-{index}", Role.Rater, "Etc/UTC", new DocumentRef($"person-{index}", "hash"), drawn.Group),
            default)
        {
            Answers = drawn.Answered
                ? [new RaterAnswer(
                    new RaterResponse([.. RatingsOf(drawn)], new DocumentRef($"answer-{index}", "hash"), Link: null), AddressNumber: 0)]
                : [],
        })],
    };

    private static IEnumerable<Reading> RatingsOf(DrawnRater drawn) =>
        drawn.Ratings.Zip(Outcomes).Where(pair => pair.First is not null).Select(pair => new Reading(pair.Second.Id, pair.First!.Value));
}
