using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What a rater reads and answers in step 3: an allow-list, without the other people and what they said.</summary>
/// <param name="Reader">The rater's name.</param>
/// <param name="Relationship">Where the rater stands to the leader.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Due">The day on which the answer is due.</param>
/// <param name="SmallestGroup">The smallest group whose results the leader sees.</param>
/// <param name="Outcomes">What the rater may rate.</param>
public sealed record RespondView(
    string Reader,
    Relationship Relationship,
    string Leader,
    string Coach,
    string Firm,
    DateOnly Due,
    int SmallestGroup,
    ImmutableArray<OutcomeView> Outcomes)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="engagement">The engagement, in step 3.</param>
    /// <param name="link">An open link for an answer.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, Link link) =>
        [engagement.Find(link.Recipient)!.Details, engagement.Leader.Details, engagement.Coach.Details, engagement.Cycle.Context!.Texts];

    /// <summary>The view of an open link.</summary>
    /// <param name="engagement">The engagement, in step 3.</param>
    /// <param name="link">An open link for an answer.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static RespondView Of(Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm)
    {
        var rater = engagement.Find(link.Recipient)!;
        return new RespondView(
            documents.NameOf(rater),
            rater.Relationship!.Value,
            documents.NameOf(engagement.Leader),
            documents.NameOf(engagement.Coach),
            firm,
            Links.ObligationOf(engagement, link)!.Due,
            engagement.Policy.SmallestGroup,
            OutcomeView.Of(engagement.Cycle, documents));
    }
}
