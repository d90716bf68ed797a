namespace CoachingWorkflow.Views;

/// <summary>
/// What was recorded through a link that has been used. A rater's answer itself is for the coach only and not shown again.
/// </summary>
/// <param name="Reader">The name of the one who used it.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Firm">The firm's name.</param>
/// <param name="Decision">What was decided; null for a rater's answer.</param>
/// <param name="Standing">Where things stand; null for a rater, who may not see it.</param>
public sealed record RecordedView(
    string Reader, string Leader, string Coach, string Firm, RecordedDecision? Decision, StandingView? Standing)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="link">A used link.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, Link link) =>
        DecisionOf(engagement, link) is { } decision
            ? [.. StandingView.DocumentsNeeded(engagement), decision.Texts]
            : [Links.RecipientOf(engagement, link)!.Details, engagement.Leader.Details, engagement.Coach.Details];

    /// <summary>The view of a used link.</summary>
    /// <param name="engagement">The engagement, after the link was used.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static RecordedView Of(
        Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now)
    {
        var decision = DecisionOf(engagement, link);
        return new RecordedView(
            documents.NameOf(Links.RecipientOf(engagement, link)!),
            documents.NameOf(engagement.Leader),
            documents.NameOf(engagement.Coach),
            firm,
            decision is null ? null : RecordedDecision.Of(engagement, link, decision, documents),
            decision is null ? null : StandingView.Of(engagement, documents, now));
    }

    private static DesignDecision? DecisionOf(Engagement engagement, Link link) => link.Purpose == LinkPurpose.Decide
        ? engagement.Cycles[link.Cycle - 1].DecisionOf(link.Recipient, link.Revision!.Value)
        : null;
}

/// <summary>A decision in step 5, as its own maker sees it.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Committed">Committed, or asked for changes.</param>
/// <param name="On">The day, in the engagement's time zone.</param>
/// <param name="Name">The name as it was typed.</param>
/// <param name="Comment">The comment, if there was one.</param>
public sealed record RecordedDecision(int Revision, bool Committed, DateOnly On, string Name, string? Comment)
{
    internal static RecordedDecision Of(
        Engagement engagement, Link link, DesignDecision decision, IReadOnlyDictionary<string, Document> documents)
    {
        var texts = documents.Get<DecisionTexts>(decision.Texts);
        return new RecordedDecision(
            link.Revision!.Value, decision.Committed, engagement.DayOf(decision.At), OneLine.Of(texts.Name), texts.Comment);
    }
}
