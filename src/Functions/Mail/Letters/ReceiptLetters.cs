using System.Globalization;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>Receipts: what was recorded, so that nobody decides or answers in someone else's name unnoticed.</summary>
internal static class ReceiptLetters
{
    public static MailView Receipt(MailContext context) => context.Recipient!.Role == Role.Rater ? Answer(context) : Decision(context);

    private static MailView Answer(MailContext context) => context.Letter(
        $"Your answer about {context.Leader} is recorded",
        [
            $"Thank you. Your answer about {context.Leader} was recorded on {Words.Of(Zones.DayOf(context.DecidedAt, context.Zone))}, "
                + $"and {context.Coach} will read it.",
            $"Nothing more is asked of you. If you did not answer, please reply to this mail at once, so that {context.Firm.Name} can "
                + $"look into it.",
        ]);

    private static MailView Decision(MailContext context)
    {
        var (revision, decision) = DecisionOf(context);
        var decided = decision.Committed ? "committed to" : "asked for changes to";
        return context.Letter(
            string.Create(CultureInfo.InvariantCulture, $"Your decision on {context.TheProgram}, revision {revision}, is recorded"),
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"On {Words.Of(Zones.DayOf(decision.At, context.Zone))} you {decided} revision {revision} of {context.TheProgram}."),
                decision.Committed
                    ? "The program begins when the leader and every sponsor have committed to the same revision; you will get a mail then."
                    : $"{context.Coach} will design the next revision, and you will be asked again.",
                $"If that is not what you decided, please reply to this mail at once, so that {context.Firm.Name} can look into it.",
            ]);
    }

    private static (int Revision, DesignDecision Decision) DecisionOf(MailContext context)
    {
        foreach (var revision in context.Cycle.Revisions)
        {
            if (context.Mail.About == LeaderAndSponsorReview.DecisionKey(context.Cycle, revision.Number, context.Mail.Recipient)
                && context.Cycle.DecisionOf(context.Mail.Recipient, revision.Number) is { } decision)
            {
                return (revision.Number, decision);
            }
        }

        throw new InvalidOperationException($"Mail {context.Mail.Mail} is about no decision.");
    }
}
