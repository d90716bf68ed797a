using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 4 (and 5): submit a program design.</summary>
internal sealed class DesignForm : CoachForm<DesignBody, DesignProgram>
{
    public override string Name => "design";

    public override Type Component => typeof(DesignPart);

    public override string Done => "The design is submitted. The leader and every sponsor will be asked to decide on it.";

    public override bool Records(Fact fact) => fact is ProgramDesigned;

    public override ObligationKind? Settles => ObligationKind.ProgramDesign;

    public override bool HasCheckedBox => true;

    public override string Title(WorkspaceView view) =>
        view.Standing.Step == Step.LeaderAndSponsorReview ? "Replace the program design under review" : "Design the program";

    public override bool IsOpen(Engagement engagement, DateOnly today) =>
        engagement.Cycle.Step is Step.AssessmentAndDesign or Step.LeaderAndSponsorReview;

    public override string? Amends(string? id) => Amendable.Program;

    protected override DesignBody? Fill(WorkspaceView view, string? id) => DesignBody.Of(view);
}
