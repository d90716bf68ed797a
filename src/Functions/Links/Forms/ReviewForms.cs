using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>Step 7: record the mid-program review.</summary>
internal sealed class MidReviewForm : CoachForm<MidReviewBody, HoldMidReview>
{
    private const string Corrected = "corrected";

    public override string Name => "mid-review";

    public override Type Component => typeof(MidReviewPart);

    public override string Done => "The mid-program review is recorded.";

    public override bool Records(Fact fact) => fact is MidReviewHeld;

    public override ObligationKind? Settles => ObligationKind.MidReview;

    public override string Title(WorkspaceView view) => "Record the mid-program review";

    public override bool IsOpen(Engagement engagement, DateOnly today) => ReviewForms.CanBeHeld(engagement, ReviewKind.Mid, today);

    // The design comes filled in, and counts only where the box says that it is corrected.
    protected override bool IsInBody(PostedForm form, string input) =>
        input != Corrected && (form.IsChecked(Corrected) || !input.StartsWith("corrections.", StringComparison.Ordinal));

    protected override MidReviewBody? Fill(WorkspaceView view, string? id) => new() { Corrections = DesignBody.Of(view) };

    protected override HoldMidReview Complete(HoldMidReview command, PostedForm form, Engagement engagement, string? firmAddress)
    {
        if (form.IsChecked(Corrected) && command.Corrections is null)
            form.Miss("corrections.themes[0].title", "This must have at least one theme, practice, exercise or reading.");
        return command;
    }
}

/// <summary>Step 8: record the end-of-program review.</summary>
internal sealed class EndReviewForm : CoachForm<EndReviewBody, HoldEndReview>
{
    public override string Name => "end-review";

    public override Type Component => typeof(EndReviewPart);

    public override string Done => "The end-of-program review is recorded.";

    public override bool Records(Fact fact) => fact is EndReviewHeld;

    public override ObligationKind? Settles => ObligationKind.EndReview;

    public override string Title(WorkspaceView view) => "Record the end-of-program review";

    public override bool IsOpen(Engagement engagement, DateOnly today) => ReviewForms.CanBeHeld(engagement, ReviewKind.End, today);

    // What stands under "For a new program only" counts for that alone.
    protected override bool IsInBody(PostedForm form, string input) =>
        form["decision"] == "newProgram" || !(input == "months" || input.StartsWith("outcomes[", StringComparison.Ordinal));
}

/// <summary>When the forms of a review are open.</summary>
internal static class ReviewForms
{
    public static bool IsPending(Engagement engagement, ReviewKind review) =>
        engagement.Cycle.Step >= Step.IndividualCoachingMeetings && engagement.Cycle.ReviewOf(review).IsPending;

    public static bool CanBeHeld(Engagement engagement, ReviewKind review, DateOnly today) =>
        IsPending(engagement, review) && today >= ReviewRules.AcceptedFrom(engagement, engagement.Cycle, review);
}
