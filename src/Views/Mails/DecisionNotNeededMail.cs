namespace CoachingWorkflow.Views;

/// <summary>To a decider: somebody else has asked for changes to the revision.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Revision">The revision.</param>
/// <param name="AskedBy">The name of the one who asked for changes.</param>
/// <param name="HadCommitted">Whether the recipient had committed to it.</param>
public sealed record DecisionNotNeededMail(MailFrame Frame, int Revision, string AskedBy, bool HadCommitted) : MailContent(Frame)
{
    internal static DecisionNotNeededMail Of(MailSources sources)
    {
        var revision = LeaderAndSponsorReview.DecisionNotNeeded.Subject(sources.Engagement, sources.Mail);
        return new DecisionNotNeededMail(
            sources.Frame, revision.Number, sources.NameOf(AskedForChanges(sources.Engagement, revision)),
            revision.Decisions.Exists(decision => decision.Person == sources.Mail.Recipient));
    }

    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [AskedForChanges(engagement, LeaderAndSponsorReview.DecisionNotNeeded.Subject(engagement, mail)).Details];

    private static Person AskedForChanges(Engagement engagement, ProgramRevision revision) =>
        engagement.Find(revision.Decisions.First(decision => !decision.Committed).Person)!;
}
