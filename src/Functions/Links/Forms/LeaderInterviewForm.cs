using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 2: record the interview with the leader, or amend it.</summary>
internal sealed class LeaderInterviewForm : CoachForm<LeaderInterviewBody, RecordLeaderInterview>
{
    public override string Name => "leader-interview";

    public override Type Component => typeof(LeaderInterviewPart);

    public override string Done => "The interview with the leader is recorded.";

    public override bool Records(Fact fact) => fact is LeaderInterviewed or LeaderInterviewAmended;

    public override ObligationKind? Settles => ObligationKind.LeaderInterview;

    public override bool HasCheckedBox => true;

    public override string Title(WorkspaceView view) =>
        view.Interview is null ? "Record the interview with the leader" : "Amend the interview with the leader";

    public override bool IsOpen(Engagement engagement, DateOnly today) =>
        engagement.Cycle.Step is Step.InterviewWithLeader or Step.ThreeSixtyInterviews;

    public override bool IsConfidential(Cycle cycle) => cycle.LeaderInterview is not null;

    public override string? Amends(string? id) => Amendable.LeaderInterview;

    protected override LeaderInterviewBody? Fill(WorkspaceView view, string? id) => view.Interview is not { } interview ? null : new()
    {
        HeldOn = DayOf(interview.HeldOn),
        Commitments = interview.Commitments,
        ImmediateConcerns = interview.ImmediateConcerns,
        CommonBreakdowns = interview.CommonBreakdowns,
        Behaviors = interview.Behaviors,
        CommunicationStyle = interview.CommunicationStyle,
        FulfillingPromises = interview.FulfillingPromises,
    };
}
