using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>
/// The 360-degree results as the leader sees them: by group, without names, only once the interviews are closed (two views of a
/// growing set would differ by one answer), and without any total from which a group that is not shown could be computed.
/// </summary>
/// <param name="IsClosed">Whether the interviews are closed; nothing is shown before.</param>
/// <param name="SmallestGroup">The smallest group that is shown, the boss excepted.</param>
/// <param name="Groups">The groups that are shown; no rater is in two of them.</param>
/// <param name="Withheld">The groups that are too small even together, whether or not anyone in them has answered.</param>
public sealed record ThreeSixtyResults(
    bool IsClosed, int SmallestGroup, ImmutableArray<GroupResult> Groups, ImmutableArray<Relationship> Withheld)
{
    /// <summary>The documents that <see cref="Of"/> needs: none before the interviews are closed.</summary>
    internal static IEnumerable<DocumentRef> DocumentsNeeded(Cycle cycle) => cycle is { ThreeSixtyClosed: not null, Context: { } context }
        ? [context.Texts, .. cycle.Raters.Select(rater => rater.Response?.Texts).OfType<DocumentRef>()]
        : [];

    /// <summary>The results of a cycle.</summary>
    /// <param name="policy">Says which group is the smallest that is shown.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names; erased ones are missing.</param>
    internal static ThreeSixtyResults Of(Cycle cycle, Policy policy, IReadOnlyDictionary<string, Document> documents)
    {
        if (cycle.ThreeSixtyClosed is null)
            return new ThreeSixtyResults(IsClosed: false, policy.SmallestGroup, [], []);

        var shown = ImmutableArray.CreateBuilder<GroupResult>();
        var withheld = ImmutableArray<Relationship>.Empty;
        foreach (var group in RaterGroups.OfResults(cycle, policy))
        {
            if (group.IsLargeEnough)
                shown.Add(GroupResult.Of(group, cycle, documents));
            else
                withheld = group.Relationships;
        }

        return new ThreeSixtyResults(IsClosed: true, policy.SmallestGroup, shown.ToImmutable(), withheld);
    }
}

/// <summary>What a group of raters said.</summary>
/// <param name="Relationships">The groups that are shown as one.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Responded">How many have answered.</param>
/// <param name="Ratings">Averages of the outcomes that enough of the group have rated.</param>
/// <param name="Strengths">What they think the leader does well; alphabetical, so the order says nothing about who wrote what.</param>
/// <param name="Growth">Where they think the leader can grow; ordered for itself, so it does not tell which strengths go with it.</param>
/// <param name="IsErased">Whether an answer was erased; then no text of the group is shown, or the missing one would be known.</param>
public sealed record GroupResult(
    ImmutableArray<Relationship> Relationships,
    int Asked,
    int Responded,
    ImmutableArray<GroupRating> Ratings,
    ImmutableArray<string> Strengths,
    ImmutableArray<string> Growth,
    bool IsErased)
{
    internal static GroupResult Of(RaterGroup group, Cycle cycle, IReadOnlyDictionary<string, Document> documents)
    {
        var responses = group.Raters.Select(rater => rater.Response).OfType<RaterResponse>().ToList();
        var texts = responses.Select(response => documents.GetValueOrDefault(response.Texts.Id) as RaterResponseTexts).ToList();
        var isErased = texts.Contains(null);
        var written = isErased ? [] : texts.OfType<RaterResponseTexts>().ToList();
        return new GroupResult(
            group.Relationships,
            group.Raters.Count,
            responses.Count,
            [.. Averages(group, cycle, responses, documents)],
            [.. written.Select(text => text.Strengths).Order(StringComparer.Ordinal)],
            [.. written.Select(text => text.Growth).Order(StringComparer.Ordinal)],
            isErased);
    }

    // Rating is optional, so fewer may have rated an outcome than have answered: the minimum holds for each average by itself.
    private static IEnumerable<GroupRating> Averages(
        RaterGroup asked, Cycle cycle, List<RaterResponse> responses, IReadOnlyDictionary<string, Document> documents) =>
        from outcome in OutcomeView.Of(cycle, documents)
        let values = responses.SelectMany(response => response.Ratings).Where(rating => rating.Outcome == outcome.Id).ToList()
        where values.Count >= asked.Minimum
        select new GroupRating(
            outcome.Title, outcome.Unit, outcome.Target, Math.Round(values.Average(rating => rating.Value), 2), values.Count);
}

/// <summary>The average of a group's ratings of an outcome.</summary>
/// <param name="Outcome">The outcome's title.</param>
/// <param name="Unit">In what it is measured, if that has a name.</param>
/// <param name="Target">Where the program should lead.</param>
/// <param name="Average">To two digits.</param>
/// <param name="Raters">How many of the group have rated it.</param>
public sealed record GroupRating(string Outcome, string? Unit, decimal Target, decimal Average, int Raters);
