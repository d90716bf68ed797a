namespace CoachingWorkflow.Views;

/// <summary>The documents behind what leader and sponsors both see of a cycle's program.</summary>
internal static class ProgramDocuments
{
    public static IEnumerable<DocumentRef?> Of(Engagement engagement, Cycle cycle) =>
    [
        .. StandingView.DocumentsNeeded(engagement),
        cycle.Outcomes?.Texts,
        .. cycle.Sessions.Select(session => session.Texts),
        cycle.MidReview.Meeting?.Place,
        cycle.EndReview.Meeting?.Place,
        cycle.Celebration,
        .. RevisionView.DocumentsNeeded(cycle),
    ];
}
