namespace CoachingWorkflow.Domain;

/// <summary>What a receipt confirms, so that nobody answers or decides in someone else's name unnoticed.</summary>
internal abstract record Receipt
{
    private Receipt()
    {
    }

    /// <summary>Step 3: a rater's answer.</summary>
    internal sealed record OfAnswer : Receipt;

    /// <summary>Step 5: a decision on a revision.</summary>
    /// <param name="Revision">The revision's number.</param>
    /// <param name="Decision">What was decided.</param>
    internal sealed record OfDecision(int Revision, DesignDecision Decision) : Receipt;
}

internal static class Receipts
{
    public static MailRule<Receipt> Mail { get; } = new(MailKind.Receipt, MailUrgency.Notice) { SubjectOf = Of };

    // A rater who has another address since is asked there as if for the first time: a receipt would tell of an answer that somebody
    // else gave.
    private static Receipt? Of(Engagement engagement, MailDecided mail)
    {
        var cycle = MailRule.CycleOf(engagement, mail);
        if (cycle.FindRater(mail.Recipient) is { } rater)
            return rater.IsHeard ? new Receipt.OfAnswer() : null;

        var revision = cycle.Revisions.Find(revision =>
            LeaderAndSponsorReview.DecisionKey(cycle, revision.Number, mail.Recipient) == mail.About);
        return revision is not null && cycle.DecisionOf(mail.Recipient, revision.Number) is { } decision
            ? new Receipt.OfDecision(revision.Number, decision)
            : null;
    }
}
