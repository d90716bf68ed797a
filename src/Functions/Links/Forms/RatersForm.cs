using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 3: name raters.</summary>
internal sealed class RatersForm : CoachForm<RatersBody, AddRaters>
{
    public override string Name => "raters";

    public override Type Component => typeof(RatersPart);

    public override string Done => "The raters are named and will be asked by mail.";

    public override bool Records(Fact fact) => fact is RaterAdded;

    public override ObligationKind? Settles => ObligationKind.ThreeSixty;

    public override string Title(WorkspaceView view) => "Name raters";

    public override bool IsOpen(Engagement engagement, DateOnly today) => engagement.Cycle.Step == Step.ThreeSixtyInterviews;

    protected override AddRaters Complete(AddRaters command, PostedForm form, Engagement engagement, string? firmAddress) =>
        command with { FirmAddress = firmAddress };
}
