namespace CoachingWorkflow.Views;

/// <summary>To a rater: the answer is recorded.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="On">The day, where the rater is.</param>
public sealed record AnswerReceiptMail(MailFrame Frame, DateOnly On) : MailContent(Frame);

/// <summary>To a decider: the decision is recorded.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Committed">Committed, or asked for changes.</param>
/// <param name="On">The day, where the decider is.</param>
public sealed record DecisionReceiptMail(MailFrame Frame, int Revision, bool Committed, DateOnly On) : MailContent(Frame);

internal static class ReceiptMails
{
    public static MailContent Of(MailSources sources) => Receipts.Mail.Subject(sources.Engagement, sources.Mail) switch
    {
        Receipt.OfDecision(var revision, var decision) =>
            new DecisionReceiptMail(sources.Frame, revision, decision.Committed, sources.DayOf(decision.At)),
        _ => new AnswerReceiptMail(sources.Frame, sources.DayOf(sources.DecidedAt)),
    };
}
