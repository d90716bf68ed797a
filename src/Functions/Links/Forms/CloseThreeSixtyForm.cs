using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 3: close the interviews.</summary>
internal sealed class CloseThreeSixtyForm : CoachForm<CloseThreeSixtyBody, CloseThreeSixty>
{
    public override string Name => "close";

    public override Type Component => typeof(CloseThreeSixtyPart);

    public override string Done => "The 360-degree interviews are closed.";

    public override bool Records(Fact fact) => fact is InterviewsDone;

    public override bool KeepsDraft => false;

    public override bool HasCheckedBox => true;

    public override string Title(WorkspaceView view) => "Close the 360-degree interviews";

    public override bool IsOpen(Engagement engagement, DateOnly today) => engagement.Cycle.Step == Step.ThreeSixtyInterviews;

    public override bool IsConfidential(Cycle cycle) => true;
}
