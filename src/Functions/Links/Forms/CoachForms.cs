using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links.Forms;

/// <summary>The coach's forms, in the order in which a page offers them: those of the present step first.</summary>
internal static class CoachForms
{
    public static IReadOnlyList<CoachForm> All { get; } =
    [
        new RatersForm(), new ResponseForm(), new CloseThreeSixtyForm(), new LeaderInterviewForm(), new ContextForm(), new DesignForm(),
        new SessionForm(), new MeetingForm(ReviewKind.Mid), new MidReviewForm(), new MeetingForm(ReviewKind.End), new EndReviewForm(),
    ];

    public static CoachForm? Find(string? name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>
    /// Whether a form is offered: none in an engagement that is over or in an earlier cycle, none at an address that is said not to be the
    /// coach's, and none that comes with confidential text at a new one.
    /// </summary>
    public static bool IsOffered(CoachForm form, Engagement engagement, WorkspaceView view) =>
        engagement.Status == EngagementStatus.Active && view.Cycle == engagement.Cycle.Number && form.IsOpen(engagement, view.Today)
        && engagement.Coach.Address switch
        {
            AddressState.Confirmed => true,
            AddressState.Unconfirmed => !form.IsConfidential(engagement.Cycle),
            _ => false,
        };

    public static IReadOnlyList<CoachFormLink> Links(Engagement engagement, WorkspaceView view) =>
        [.. All.Select(
            form => new CoachFormLink(form.Name, form.Title(view), form.Entry, form.Settles, IsOffered(form, engagement, view)))];

    /// <summary>The form that a part of the page shows; null when it is none, or not open (any more).</summary>
    public static CoachFormView? Show(PagePart part, Engagement engagement, WorkspaceView view, FormState posted)
    {
        if (Find(part.Name) is not { } form || !IsOffered(form, engagement, view) || !form.IsAbout(view, part.Id))
            return null;

        var id = form.IdInput is null ? null : part.Id;
        int? edition = form.Amends(id) is { } thing ? view.Editions.GetValueOrDefault(thing, Edition.None).Count : null;
        var state = StateOf(form, view, id, posted);
        return new CoachFormView(form.Name, form.Component, id, edition, HasCheckedBox(form, state), form.KeepsDraft, state);
    }

    /// <summary>Whether a form's box has to be ticked: with a draft, every form can come filled in.</summary>
    public static bool HasCheckedBox(CoachForm form, FormState state) => form.HasCheckedBox || state.DraftSeen is not null;

    private static FormState StateOf(CoachForm form, WorkspaceView view, string? id, FormState posted)
    {
        if (posted.ValueOf(CoachFormFields.Form) != form.Name)
            return form.ComesEmpty ? FormState.Empty : form.Filled(view, id);
        return posted.ChangedElsewhere is null || posted.Draft is not null
            ? posted
            : posted with { Recorded = form.Filled(view, id).Values };
    }
}
