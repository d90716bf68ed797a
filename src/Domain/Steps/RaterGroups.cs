using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Raters whose 360-degree results are shown as one group.</summary>
/// <param name="Relationships">Where they stand to the leader.</param>
/// <param name="Raters">All who were asked.</param>
/// <param name="Counted">How many of them have answered.</param>
/// <param name="Minimum">How many must have answered for the group to be shown.</param>
internal sealed record RaterGroup(ImmutableArray<Relationship> Relationships, ImmutableList<Rater> Raters, int Counted, int Minimum)
{
    public bool IsLargeEnough => Counted >= Minimum;
}

/// <summary>
/// Puts raters into groups so large that nobody stands out. The boss stands alone towards coach and leader, and has been told so.
/// Every other group in which too few were asked is put together with others.
/// </summary>
internal static class RaterGroups
{
    /// <summary>The groups of the results; every rater is in exactly one, at most one group is too small (a silent boss aside).</summary>
    /// <param name="policy">Says how small is too small.</param>
    public static IEnumerable<RaterGroup> OfResults(Cycle cycle, Policy policy)
    {
        // Never put together with others: whoever knows the boss's answer could take it out of the sum again.
        if (In([Relationship.Boss]) is { IsEmpty: false } boss && Answered(boss) > 0)
            yield return Group([Relationship.Boss], minimum: 1);

        // Made of the groups that were counted while answers came: parted otherwise, the two could be subtracted from each other.
        var groups = Merge(cycle.Raters, policy.SmallestGroup, withBoss: false);
        var small = groups.FindAll(group => Answered(In(group)) < policy.SmallestGroup);
        foreach (var group in groups.Except(small).Where(group => !group.Contains(Relationship.Other) || small.Count == 0))
            yield return Group(group, policy.SmallestGroup);

        if (small.Count > 0)
        {
            var together = groups.Where(group => group.Contains(Relationship.Other) || small.Contains(group)).SelectMany(group => group);
            yield return Group([.. together.Order()], policy.SmallestGroup);
        }

        ImmutableList<Rater> In(ImmutableArray<Relationship> group) =>
            cycle.Raters.FindAll(rater => group.Contains(rater.Person.Relationship!.Value));

        RaterGroup Group(ImmutableArray<Relationship> relationships, int minimum) =>
            new(relationships, In(relationships), Answered(In(relationships)), minimum);
    }

    /// <summary>
    /// The smallest groups in which enough were asked. Judged by who was asked alone, and in the order of asking: groups are put
    /// together and never parted, because the difference would tell of the few. Those with the boss are made of those without, so that
    /// the two cannot be subtracted from each other either.
    /// </summary>
    /// <param name="raters">The raters, in the order in which they were asked.</param>
    /// <param name="smallest">The smallest group.</param>
    /// <param name="withBoss">Whether the boss is put together with others, or left out.</param>
    public static List<ImmutableArray<Relationship>> Merge(IEnumerable<Rater> raters, int smallest, bool withBoss)
    {
        var asked = new SortedDictionary<Relationship, int>();
        List<ImmutableArray<Relationship>> withoutBoss = [], all = [];
        foreach (var together in raters.GroupBy(rater => rater.AddedAt))
        {
            foreach (var relationship in together.Select(rater => rater.Person.Relationship!.Value))
            {
                asked[relationship] = asked.GetValueOrDefault(relationship) + 1;
                if (asked[relationship] > 1)
                    continue;
                all.Add([relationship]);
                if (relationship != Relationship.Boss)
                    withoutBoss.Add([relationship]);
            }

            PutTogether(withoutBoss, asked, smallest);
            foreach (var group in withoutBoss)
                Join(all, all.FindAll(part => part.Any(group.Contains)));
            PutTogether(all, asked, smallest);
        }

        return [.. (withBoss ? all : withoutBoss).OrderBy(group => group[0])];
    }

    private static void PutTogether(List<ImmutableArray<Relationship>> groups, SortedDictionary<Relationship, int> asked, int smallest)
    {
        if (groups.Sum(Size) < smallest)
            return;
        while (groups.Where(group => Size(group) < smallest).OrderBy(group => group[0]).FirstOrDefault() is { IsDefault: false } small)
        {
            var partner = groups.Where(group => group != small)
                .OrderByDescending(group => group.Contains(Relationship.Other)).ThenBy(Size).ThenBy(group => group[0]).First();
            Join(groups, [small, partner]);
        }

        int Size(ImmutableArray<Relationship> group) => group.Sum(relationship => asked[relationship]);
    }

    private static void Join(List<ImmutableArray<Relationship>> groups, List<ImmutableArray<Relationship>> parts)
    {
        groups.RemoveAll(parts.Contains);
        groups.Add([.. parts.SelectMany(part => part).Order()]);
    }

    public static bool IsBoss(Rater rater) => rater.Person.Relationship == Relationship.Boss;

    private static int Answered(ImmutableList<Rater> raters) => raters.Count(rater => rater.Response is not null);
}
