using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;

namespace CoachingWorkflow.Domain.Tests;

/// <summary>
/// The leader learns what a group said and never what one rater said. Two proofs hold whatever arithmetic an attacker does: what
/// is not shown changes nothing that is, and answers that change places within a group change nothing either.
/// </summary>
public sealed class ThreeSixtyResultsTests
{
    private const int Smallest = 3;

    // The dangerous constellations (a small group beside a large one, an outcome that few have rated) are rare.
    private const int Cases = 1000;

    [Fact]
    public void No_group_below_the_minimum_is_shown_but_the_bosss() => RandomRaters.All.Sample(raters =>
    {
        var results = RandomRaters.Results(raters);
        Assert.All(results.Groups, group =>
        {
            var minimum = group.Relationships is [Relationship.Boss] ? 1 : Smallest;
            Assert.InRange(group.Responded, minimum, int.MaxValue);
            Assert.All(group.Ratings, rating => Assert.InRange(rating.Raters, minimum, group.Responded));
            Assert.Equal(group.Responded, group.Strengths.Length);
            Assert.Equal(group.Responded, group.Growth.Length);
        });
    }, iter: Cases);

    [Fact]
    public void No_rater_is_in_two_groups_so_no_group_can_be_taken_out_of_another() => RandomRaters.All.Sample(raters =>
    {
        var results = RandomRaters.Results(raters);
        var named = results.Groups.SelectMany(group => group.Relationships).Concat(results.Withheld).ToList();
        Assert.Equal(named.Distinct(), named);
        Assert.All(results.Groups, group =>
        {
            Assert.Equal(raters.Count(rater => group.Relationships.Contains(rater.Group)), group.Asked);
            Assert.Equal(raters.Count(rater => group.Relationships.Contains(rater.Group) && rater.Answered), group.Responded);
            Assert.True(group.Relationships.Length == 1 || !group.Relationships.Contains(Relationship.Boss));
        });
    }, iter: Cases);

    [Fact]
    public void What_is_withheld_changes_nothing_that_is_shown() =>
        Gen.Select(RandomRaters.All, RandomRaters.All).Sample((raters, others) =>
    {
        var results = RandomRaters.Results(raters);
        var changed = raters.Select((rater, index) => results.Withheld.Contains(rater.Group) && others.Length > 0
            ? others[index % others.Length] with { Group = rater.Group, Answered = rater.Answered }
            : rater).ToImmutableArray();
        AssertSame(results, RandomRaters.Results(changed));
    }, iter: Cases);

    [Fact]
    public void Ratings_that_too_few_have_given_change_nothing_that_is_shown() => RandomRaters.All.Sample(raters =>
    {
        var results = RandomRaters.Results(raters);
        var changed = raters.Select(rater => results.Groups.FirstOrDefault(group => group.Relationships.Contains(rater.Group)) is { } group
            ? rater with
            {
                First = group.Ratings.Any(rating => rating.Outcome == "First") ? rater.First : rater.First + 7,
                Second = group.Ratings.Any(rating => rating.Outcome == "Second") ? rater.Second : rater.Second - 7,
            }
            : rater).ToImmutableArray();
        AssertSame(results, RandomRaters.Results(changed));
    }, iter: Cases);

    [Fact]
    public void Answers_that_change_places_within_a_group_change_nothing() =>
        Gen.Select(RandomRaters.All, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((raters, one, another) =>
        {
            var results = RandomRaters.Results(raters);
            foreach (var group in results.Groups)
            {
                var places = Enumerable.Range(0, raters.Length)
                    .Where(index => raters[index].Answered && group.Relationships.Contains(raters[index].Group)).ToList();
                var (first, second) = (places[one % places.Count], places[another % places.Count]);

                // Each part of an answer by itself: neither who wrote what, nor what goes together, can be told.
                AssertSame(
                    results,
                    RandomRaters.Results(Exchange(raters, first, second, (rater, from) => rater with { Strengths = from.Strengths })));
                AssertSame(
                    results, RandomRaters.Results(Exchange(raters, first, second, (rater, from) => rater with { Growth = from.Growth })));
                AssertSame(
                    results, RandomRaters.Results(Exchange(raters, first, second, (rater, from) => rater with { First = from.First })));
                AssertSame(
                    results, RandomRaters.Results(Exchange(raters, first, second, (rater, from) => rater with { Second = from.Second })));
            }
        }, iter: Cases);

    [Fact]
    public void What_one_rater_gives_and_another_takes_changes_nothing() =>
        Gen.Select(RandomRaters.All, Gen.Int[1, 50]).Sample((raters, shift) =>
    {
        var results = RandomRaters.Results(raters);
        foreach (var group in results.Groups.Where(group => group.Relationships is not [Relationship.Boss]))
        {
            var rated = Enumerable.Range(0, raters.Length).Where(index =>
                raters[index] is { Answered: true, First: not null } rater && group.Relationships.Contains(rater.Group)).ToList();
            if (rated.Count < 2)
                continue;
            var shifted = raters
                .SetItem(rated[0], raters[rated[0]] with { First = raters[rated[0]].First + shift })
                .SetItem(rated[1], raters[rated[1]] with { First = raters[rated[1]].First - shift });
            AssertSame(results, RandomRaters.Results(shifted));
        }
    }, iter: Cases);

    [Fact]
    public void The_order_in_which_raters_were_named_changes_nothing() => RandomRaters.All.Sample(raters =>
    {
        AssertSame(RandomRaters.Results(raters), RandomRaters.Results([.. raters.Reverse()]));
        AssertSame(
            RandomRaters.Results(raters), RandomRaters.Results([.. raters.OrderBy(rater => rater.Strengths, StringComparer.Ordinal)]));
    }, iter: Cases);

    [Fact]
    public void While_answers_still_come_nothing_is_shown_so_two_times_cannot_be_compared() => RandomRaters.All.Sample(raters =>
    {
        for (var answers = 0; answers <= raters.Length; answers++)
        {
            var early = raters.Select((rater, index) => rater with { Answered = rater.Answered && index < answers }).ToImmutableArray();
            AssertSame(new ThreeSixtyResults(IsClosed: false, Smallest, [], []), RandomRaters.Results(early, closed: false));
            Assert.Empty(ThreeSixtyResults.DocumentsNeeded(RandomRaters.Cycle(early, closed: false)));
        }
    }, iter: Cases);

    [Fact]
    public void Once_closed_no_answer_is_added_and_none_changed()
    {
        var scenario = Scenario.Started().Reach(Step.ThreeSixtyInterviews).Do(Commands.BossAndThreePeers).EveryoneResponds();
        Assert.NotNull(scenario.Cycle.ThreeSixtyClosed);
        scenario.Refuses<OutOfStep>(Commands.Respond(scenario.Cycle.Raters[1].Person.Id, "other words"));
        scenario.Refuses<OutOfStep>(Commands.Raters(Relationship.Peer));
    }

    [Fact]
    public void Every_group_is_shown_alone_or_together_or_withheld_and_all_small_ones_together() => RandomRaters.All.Sample(raters =>
    {
        var results = RandomRaters.Results(raters);
        var answered = raters.Where(rater => rater.Answered).Select(rater => rater.Group).Distinct();
        Assert.All(answered, group =>
            Assert.True(results.Withheld.Contains(group) || results.Groups.Any(shown => shown.Relationships.Contains(group))));
        Assert.InRange(results.Groups.Count(group => group.Relationships.Length > 1), 0, 1);

        // Withheld as a whole, and only when there are too few even together.
        Assert.InRange(raters.Count(rater => rater.Answered && results.Withheld.Contains(rater.Group)), 0, Smallest - 1);
    }, iter: Cases);

    [Theory]
    [InlineData("boss:1 team:3 peer:4", "boss:1 team:3 peer:4", "")]
    [InlineData("boss:1 team:2 peer:1", "boss:1 team+peer:3", "")]
    [InlineData("boss:1 team:1 peer:3", "boss:1 team+peer:4", "")]
    [InlineData("boss:1 team:1 peer:3 other:2", "boss:1 team+other:3 peer:3", "")]
    [InlineData("boss:1 team:1 peer:3 other:5", "boss:1 team+other:6 peer:3", "")]
    [InlineData("boss:1 team:1 peer:1", "boss:1", "team peer")]
    [InlineData("boss:2 peer:3", "boss:2 peer:3", "")]
    [InlineData("team:2", "", "team")]
    [InlineData("", "", "")]
    public void Small_groups_go_together_or_not_at_all(string asked, string shown, string withheld)
    {
        var raters = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'))
            .SelectMany(part => Enumerable.Range(0, int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture))
                .Select(number => new DrawnRater(
                    Enum.Parse<Relationship>(part[0], ignoreCase: true), Answered: true, number, Second: null, $"s{number}", $"g{number}")))
            .ToImmutableArray();

        var results = RandomRaters.Results(raters);
        var groups = results.Groups.Select(group => $"{string.Join('+', group.Relationships).ToLowerInvariant()}:{group.Responded}");
        Assert.Equal(shown, string.Join(' ', groups));
        Assert.Equal(withheld, string.Join(' ', results.Withheld).ToLowerInvariant());
    }

    [Fact]
    public void A_silent_rater_of_a_small_group_cannot_be_told_from_one_who_answered_elsewhere()
    {
        DrawnRater Drawn(Relationship group, bool answered) => new(group, answered, First: null, Second: null, "s", "g");
        var teamSilent = RandomRaters.Results(
            [Drawn(Relationship.Team, false), .. Enumerable.Repeat(Drawn(Relationship.Other, true), 3), Drawn(Relationship.Other, false)]);
        var otherSilent = RandomRaters.Results(
            [Drawn(Relationship.Team, true), .. Enumerable.Repeat(Drawn(Relationship.Other, true), 2),
            .. Enumerable.Repeat(Drawn(Relationship.Other, false), 2)]);
        AssertSame(teamSilent, otherSilent);
    }

    [Fact]
    public void When_an_answer_was_erased_no_text_of_its_group_is_shown()
    {
        var peers = Enumerable.Range(1, 4).Select(number =>
            new DrawnRater(Relationship.Peer, Answered: true, First: number, Second: null, $"s{number}", $"g{number}")).ToImmutableArray();
        var documents = new Dictionary<string, Document>(StringComparer.Ordinal)
        {
            ["outcomes"] = new OutcomeTexts([new OutcomeText("First", "b", null), new OutcomeText("Second", "b", null)]),
            ["answer-0"] = new RaterResponseTexts("s1", "g1"),
            ["answer-1"] = new RaterResponseTexts("s2", "g2"),
            ["answer-2"] = new RaterResponseTexts("s3", "g3"),
        };
        var group = Assert.Single(ThreeSixtyResults.Of(RandomRaters.Cycle(peers), Policy.Default, documents).Groups);
        Assert.True(group.IsErased);
        Assert.Empty(group.Strengths);
        Assert.Empty(group.Growth);
    }

    [Fact]
    public void The_policy_says_how_small_is_too_small()
    {
        var peers = Enumerable.Repeat(new DrawnRater(Relationship.Peer, Answered: true, First: 1, Second: null, "s", "g"), 4)
            .ToImmutableArray();
        Assert.Single(RandomRaters.Results(peers, policy: Policy.Default with { SmallestGroup = 4 }).Groups);
        Assert.Empty(RandomRaters.Results(peers, policy: Policy.Default with { SmallestGroup = 5 }).Groups);
    }

    private static ImmutableArray<DrawnRater> Exchange(
        ImmutableArray<DrawnRater> raters, int first, int second, Func<DrawnRater, DrawnRater, DrawnRater> take) =>
        raters.SetItem(first, take(raters[first], raters[second])).SetItem(second, take(raters[second], raters[first]));

    private static void AssertSame(ThreeSixtyResults expected, ThreeSixtyResults actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
