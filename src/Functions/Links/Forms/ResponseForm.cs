using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 3: record an interview with a rater.</summary>
internal sealed class ResponseForm : CoachForm<RaterResponseBody, RespondAsRater>
{
    public override string Name => "response";

    public override Type Component => typeof(ResponsePart);

    public override string Done => "The interview with the rater is recorded.";

    public override bool Records(Fact fact) => fact is RaterResponded;

    public override PagePart Entry => new(PagePart.Answers);

    public override bool HasCheckedBox => true;

    public override string? IdInput => "rater";

    public override string Title(WorkspaceView view) => "Record an interview with a rater";

    public override bool IsOpen(Engagement engagement, DateOnly today) => engagement.Cycle.Step == Step.ThreeSixtyInterviews;

    public override bool IsConfidential(Cycle cycle) => true;

    public override bool IsAbout(WorkspaceView view, string? id) => RaterOf(view, id) is { ByLink: false };

    public override string? Amends(string? id) => id is null ? null : Amendable.Response(id, AnswerSource.Coach);

    protected override RaterResponseBody? Fill(WorkspaceView view, string? id) =>
        RaterOf(view, id)?.OfCoach is not { } interview ? null : new()
        {
            Strengths = interview.Strengths,
            Growth = interview.Growth,
            Ratings = Values(view, interview.Ratings),
        };

    protected override RespondAsRater Complete(RespondAsRater command, PostedForm form, Engagement engagement, string? firmAddress) =>
        command with { Rater = form[IdInput!], ByCoach = true };

    private static RaterAnswerView? RaterOf(WorkspaceView view, string? id) => view.Raters.FirstOrDefault(rater => rater.Id == id);
}
