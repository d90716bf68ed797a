using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 1: record the outcomes, or amend them.</summary>
internal sealed class ContextForm : CoachForm<ContextBody, DefineContext>
{
    public override string Name => "context";

    public override Type Component => typeof(ContextPart);

    public override string Done => "The outcomes are recorded.";

    public override bool Records(Fact fact) => fact is ContextDefined or ContextAmended;

    public override ObligationKind? Settles => ObligationKind.Context;

    public override bool HasCheckedBox => true;

    public override string Title(WorkspaceView view) =>
        view.ContextHeldOn is null ? "Record the program outcomes" : "Amend the program outcomes";

    public override bool IsOpen(Engagement engagement, DateOnly today) =>
        engagement.Cycle.Step is Step.DefiningTheContext or Step.InterviewWithLeader;

    public override string? Amends(string? id) => Amendable.Context;

    protected override ContextBody Fill(WorkspaceView view, string? id) => new()
    {
        HeldOn = view.ContextHeldOn is { } day ? DayOf(day) : null,
        Outcomes =
        [
            .. view.Outcomes.Select(outcome => new OutcomeObject
            {
                Title = outcome.Title, Benchmark = outcome.Benchmark, Baseline = outcome.Baseline, Target = outcome.Target,
                    Unit = outcome.Unit,
            }),
        ],
    };
}
