using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Raters that are shown (or counted) as one group.</summary>
/// <param name="Relationships">Where they stand to the leader.</param>
/// <param name="Raters">All who were asked.</param>
/// <param name="Counted">How many of them count towards the minimum.</param>
/// <param name="Minimum">How many must count for the group to be shown.</param>
internal sealed record RaterGroup(ImmutableArray<Relationship> Relationships, ImmutableList<Rater> Raters, int Counted, int Minimum)
{
    public bool IsLargeEnough => Counted >= Minimum;
}

/// <summary>
/// Puts raters into groups so large that nobody stands out. The boss stands alone, and has been told so. Every other group that
/// is too small is put together with the others; what is too small even then is left out as a whole.
/// </summary>
internal static class RaterGroups
{
    /// <summary>The groups; every rater is in exactly one, at most one group is too small (a silent boss aside).</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="policy">Says how small is too small.</param>
    /// <param name="counts">Which raters count towards the minimum.</param>
    public static IEnumerable<RaterGroup> Of(Cycle cycle, Policy policy, Func<Rater, bool> counts)
    {
        // Never put together with others: whoever knows the boss's answer could take it out of the sum again.
        if (InGroup(Relationship.Boss) is { IsEmpty: false } boss && boss.Exists(rater => counts(rater)))
            yield return Group([Relationship.Boss], boss, minimum: 1);

        // Judged by those who count, but named by those who were asked: a name that comes and goes would tell who is silent.
        Relationship[] asked = [.. new[] { Relationship.Team, Relationship.Peer, Relationship.Other }.Where(group => !InGroup(group).IsEmpty)];
        var small = asked.Where(group => InGroup(group).Count(counts) < policy.SmallestGroup).ToList();
        foreach (var group in asked.Except(small).Where(group => group != Relationship.Other || small.Count == 0))
            yield return Group([group], InGroup(group), policy.SmallestGroup);

        if (small.Count > 0)
        {
            var together = asked.Where(group => group == Relationship.Other || small.Contains(group)).ToImmutableArray();
            yield return Group(together, cycle.Raters.FindAll(rater => together.Contains(rater.Person.Relationship!.Value)), policy.SmallestGroup);
        }

        ImmutableList<Rater> InGroup(Relationship group) => cycle.Raters.FindAll(rater => rater.Person.Relationship == group);

        RaterGroup Group(ImmutableArray<Relationship> relationships, ImmutableList<Rater> raters, int minimum) =>
            new(relationships, raters, raters.Count(counts), minimum);
    }
}
