namespace CoachingWorkflow.Views;

/// <summary>The interview with the leader. For coach and leader only.</summary>
/// <param name="HeldOn">The day.</param>
/// <param name="Commitments">What the leader is committed to.</param>
/// <param name="ImmediateConcerns">What presses.</param>
/// <param name="CommonBreakdowns">What goes wrong again and again.</param>
/// <param name="Behaviors">What the leader does.</param>
/// <param name="CommunicationStyle">How the leader speaks and listens.</param>
/// <param name="FulfillingPromises">The pattern of fulfilling promises.</param>
public sealed record InterviewView(
    DateOnly HeldOn,
    string Commitments,
    string ImmediateConcerns,
    string CommonBreakdowns,
    string Behaviors,
    string CommunicationStyle,
    string FulfillingPromises)
{
    internal static InterviewView? Of(Cycle cycle, DocumentTexts texts) =>
        cycle.LeaderInterview is { } interview && texts.LeaderInterview(interview.Texts) is { } words
            ? new InterviewView(
                interview.HeldOn, words.Commitments, words.ImmediateConcerns, words.CommonBreakdowns, words.Behaviors,
                words.CommunicationStyle, words.FulfillingPromises)
            : null;
}
