using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Raters who are counted as one group towards all who must not know which of them has answered.</summary>
/// <param name="Relationships">Where they stand to the leader.</param>
/// <param name="Raters">All who were asked.</param>
internal sealed record CountedGroup(ImmutableArray<Relationship> Relationships, ImmutableList<Rater> Raters)
{
    public int Asked => Raters.Count;

    /// <summary>
    /// Answers, not raters: who records an interview with a rater, or gives one a new address, would learn from the number of raters
    /// whether that one had answered before.
    /// </summary>
    public int Responded => Math.Min(Asked, Raters.Sum(rater => rater.Answers.Count));

    public int Missing => Asked - Responded;

    /// <summary>The group in words: "boss and peers".</summary>
    public string Name => Words.Listed([.. Relationships.Select(ObligationWords.Group)]);

    /// <summary>
    /// What each of them owes or owed, whether or not it was given: dates of those who are silent would tell them from the others.
    /// </summary>
    public IReadOnlyList<Obligation> Obligations(Engagement engagement, Cycle cycle) =>
        [.. Raters.Select(rater => ThreeSixtyInterviews.ObligationOf(engagement, cycle, rater))];
}

/// <summary>Counts answers to the 360-degree interviews by groups of which nobody stands out.</summary>
internal static class CountedGroups
{
    /// <summary>The groups as firm and sponsors may see them: nobody stands alone, not even the boss.</summary>
    /// <param name="cycle">One of its cycles.</param>
    public static ImmutableArray<CountedGroup> Of(Engagement engagement, Cycle cycle, DateTimeOffset now) =>
        Of(engagement, cycle, now, withBoss: true);

    /// <summary>The groups as the leader may see them: the boss alone.</summary>
    /// <param name="cycle">One of its cycles.</param>
    public static ImmutableArray<CountedGroup> ForLeader(Engagement engagement, Cycle cycle, DateTimeOffset now)
    {
        var boss = cycle.Raters.FindAll(RaterGroups.IsBoss);
        var others = Of(engagement, cycle, now, withBoss: false);
        return boss.IsEmpty ? others : [new CountedGroup([Relationship.Boss], boss), .. others];
    }

    private static ImmutableArray<CountedGroup> Of(Engagement engagement, Cycle cycle, DateTimeOffset now, bool withBoss)
    {
        var smallest = engagement.Policy.SmallestGroup;
        var raters = withBoss ? cycle.Raters : cycle.Raters.RemoveAll(RaterGroups.IsBoss);
        if (raters.Count < smallest || now < CountedFrom(engagement, raters, smallest))
            return [];
        return
        [
            .. RaterGroups.Merge(cycle.Raters, smallest, withBoss).Select(group =>
                new CountedGroup(group, raters.FindAll(rater => group.Contains(rater.Person.Relationship!.Value)))),
        ];
    }

    // When the first few were asked before there were enough to count, who was asked last cannot have answered yet: the count would be
    // theirs.
    private static DateTimeOffset CountedFrom(Engagement engagement, ImmutableList<Rater> raters, int smallest)
    {
        var enough = raters[smallest - 1].AddedAt;
        return raters[0].AddedAt == enough ? enough : engagement.StartOf(engagement.DayOf(enough).AddDays(1));
    }
}
