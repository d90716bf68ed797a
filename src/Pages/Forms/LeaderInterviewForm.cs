namespace CoachingWorkflow.Pages;

/// <summary>The fields of the form <see cref="CoachForm.LeaderInterview"/>; all are needed.</summary>
public static class LeaderInterviewForm
{
    /// <summary>The day of the interview, <c>yyyy-MM-dd</c>.</summary>
    public const string HeldOn = "heldOn";

    /// <summary>What the leader is committed to.</summary>
    public const string Commitments = "commitments";

    /// <summary>What presses.</summary>
    public const string ImmediateConcerns = "immediateConcerns";

    /// <summary>What goes wrong again and again.</summary>
    public const string CommonBreakdowns = "commonBreakdowns";

    /// <summary>What the leader does.</summary>
    public const string Behaviors = "behaviors";

    /// <summary>How the leader speaks and listens.</summary>
    public const string CommunicationStyle = "communicationStyle";

    /// <summary>The pattern of fulfilling promises.</summary>
    public const string FulfillingPromises = "fulfillingPromises";

    internal static FormState Filled(InterviewView? interview) => interview is null ? FormState.Empty : WorkspaceForm.Filled(
    [
        (HeldOn, WorkspaceForm.Day(interview.HeldOn)),
        (Commitments, interview.Commitments),
        (ImmediateConcerns, interview.ImmediateConcerns),
        (CommonBreakdowns, interview.CommonBreakdowns),
        (Behaviors, interview.Behaviors),
        (CommunicationStyle, interview.CommunicationStyle),
        (FulfillingPromises, interview.FulfillingPromises),
    ]);
}
