using System.Globalization;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Desk;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>The coach's page: everything that the coach owes can be done there.</summary>
internal sealed class Workspace(
    LinkRenderer renderer, FormStamps stamps, FirmDirectory firms, DeviceAccess access, OneTimeCode code, EngagementRepository engagements,
    LinkFinder finder, Closed closed, Noted noted, AddressConfirmations addresses, CoachsDesk desk,
    FormDrafts drafts)
    : PersonalPage(access, code, engagements, finder, addresses)
{
    private readonly EngagementRepository _engagements = engagements;
    private readonly LinkFinder _finder = finder;

    public override LinkPurpose Purpose => LinkPurpose.Workspace;

    protected override Task<PageAnswer> ShowAsync(OpenedLink opened, PagePart part, FormState form, CancellationToken cancellation) =>
        ShowAsync(opened, part, form, recorded: null, cancellation);

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) =>
        PartOf(request) is { Name: PagePart.Desk }
            ? await desk.ShowAsync(opened, cancellation)
            : await ShowAsync(
                opened, PartOf(request), await DraftAsync(opened, PartOf(request), cancellation),
                await noted.WordsAsync(opened, request, cancellation), cancellation);

    protected override async Task<IActionResult> PostFormAsync(LinkPost post)
    {
        if (post.Inputs.ContainsKey(CoachFormFields.Save)
            && CoachForms.Find(post.Inputs[CoachFormFields.Form]) is { KeepsDraft: true } which)
            return await PostDraftAsync(post, which);
        var (recorded, form) = await RecordAsync(post);
        if (recorded is not null)
            return recorded;
        var after = await _finder.FindAgainAsync(post.Opened, post.Cancellation);
        return _finder.StatusOf(after) == LinkStatus.Open
            ? await ShowAsync(after, PartOf(post.Request), form, recorded: null, post.Cancellation)
            : await closed.ShowAsync(post, after);
    }

    private async Task<PageAnswer> ShowAsync(
        OpenedLink opened, PagePart part, FormState form, string? recorded, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, WorkspaceView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = WorkspaceView.Of(opened.Engagement, documents, renderer.FirmName(opened), renderer.Now, part.Cycle);
        return await renderer.RenderAsync<WorkspacePage>(
            StatusOf(form),
            (nameof(WorkspacePage.View), view),
            (nameof(WorkspacePage.Part), part),
            (nameof(WorkspacePage.Forms), CoachForms.Links(opened.Engagement, view)),
            (nameof(WorkspacePage.Which), CoachForms.Show(part, opened.Engagement, view, form)),
            (nameof(WorkspacePage.Form), form),
            (nameof(WorkspacePage.Recorded), recorded),
            (nameof(WorkspacePage.Reader), opened.Reader));
    }

    private async Task<FormState> DraftAsync(OpenedLink opened, PagePart part, CancellationToken cancellation) =>
        CoachForms.Find(part.Name) is { KeepsDraft: true } which
        && DraftOf(opened, which, part.Id) is { } place && await drafts.FindAsync(place, cancellation) is { } draft
            ? DraftedForm.Of(draft, opened.Recipient!.TimeZone)
            : FormState.Empty;

    private async Task<IActionResult> PostDraftAsync(LinkPost post, CoachForm which)
    {
        var (opened, form) = (post.Opened, new PostedForm(post.Inputs));
        var part = new PagePart(which.Name, which.IdInput is null ? null : form.Text(which.IdInput));
        var documents = await renderer.ReadAsync(opened, WorkspaceView.DocumentsNeeded(opened.Engagement), post.Cancellation);
        var view = WorkspaceView.Of(opened.Engagement, documents, renderer.FirmName(opened), renderer.Now);
        if (CoachForms.Show(part, opened.Engagement, view, FormState.Empty) is null
            || DraftOf(opened, which, part.Id) is not { } draft)
        {
            form.Miss(CoachFormFields.Form, "This form is not open any more, so that no draft of it is kept.");
            return await ShowAsync(opened, part, form.State, recorded: null, post.Cancellation);
        }

        if (form[CoachFormFields.Save] == CoachFormFields.Discard)
        {
            if (await drafts.FindAsync(draft, post.Cancellation) is { } newer && newer.Stamp != form[CoachFormFields.Draft])
                return await ShowBesideAsync(newer);
            await drafts.DeleteAsync(draft, post.Cancellation);
            return new SeeOther(part.Href);
        }

        var outcome = await drafts.SaveAsync(
            draft, DraftedForm.Kept(form.State), form[CoachFormFields.Draft], device: null, post.Cancellation);
        if (outcome is DraftOutcome.Saved)
            return new SeeOther(part.Href);
        if (outcome is DraftOutcome.SavedElsewhere { Present: var present })
            return await ShowBesideAsync(present);

        form.Miss(CoachFormFields.Form, DraftedForm.TooLong);
        return await ShowAsync(opened, part, form.State, recorded: null, post.Cancellation);

        Task<PageAnswer> ShowBesideAsync(Draft other) => ShowAsync(
            opened, part, DraftedForm.Beside(other, form.State, opened.Recipient!.TimeZone), recorded: null, post.Cancellation);
    }

    private async Task<SeeOther> SentAsync(LinkPost post, CoachForm which, SeeOther page)
    {
        var id = which.IdInput is null ? "" : post.Inputs[which.IdInput].ToString();
        if (which.KeepsDraft && DraftOf(post.Opened, which, id.Length == 0 ? null : id) is { } draft)
            await drafts.SentAsync(draft, post.Cancellation);

        return page;
    }

    private static DraftOf? DraftOf(OpenedLink opened, CoachForm which, string? id) =>
        Drafts.DraftOf.Of(opened, which.Name, which.IdInput is null ? null : id);

    /// <returns>Where to go once it is recorded, or the mistakes.</returns>
    private async Task<(SeeOther? Recorded, FormState Form)> RecordAsync(LinkPost post)
    {
        var (engagement, link) = post.Opened;
        var form = new PostedForm(post.Inputs);
        if (CoachForms.Find(form[CoachFormFields.Form]) is not { } which)
        {
            form.Miss(CoachFormFields.Form, "Please use one of the forms on this page.");
            return (null, form.State);
        }

        // What was recorded already is not checked against what has come of it: a meeting that this very form arranged.
        if (stamps.FindRecorded(post.Opened, post.Inputs) is { } fact)
            return (await SentAsync(post, which, Noted.Page(fact)), FormState.Empty);

        if (CoachForms.HasCheckedBox(which, form.State) && !form.IsChecked(CoachFormFields.Checked))
            form.Miss(CoachFormFields.Checked, "Please check what is filled in, and tick this box.");
        var command = which.Read(form, engagement, firms.Find(engagement.FirmId)?.Email);
        if (form.HasMistakes)
            return (null, form.State);

        if (FormStamps.Amends(which, post.Inputs) is { } thing)
        {
            var seen = form[CoachFormFields.Edition];
            command = new Amend(thing, edition => edition.Count.ToString(CultureInfo.InvariantCulture) == seen, command);
        }

        var outcome = await _engagements.UpdateAsync(
            engagement.Id, link.Recipient, stamps.Of(link, post.Inputs), new UseLink(link.Id, command), post.Client, post.Cancellation);
        switch (outcome)
        {
            case CommandOutcome.Done done:
                return (await SentAsync(post, which, Noted.Page(which, done)), FormState.Empty);
            case CommandOutcome.KeyReused:
                form.Miss(
                    CoachFormFields.Form,
                    "This page was sent before, with something else in it. Please look at what is recorded now, and send it anew if it "
                    + "is to change.");
                break;
            case CommandOutcome.Contended:
                form.Miss(
                    CoachFormFields.Form, "Nothing is recorded: others changed this engagement at the same time. Please send it again.");
                break;
            case CommandOutcome.Refused { Refusal: ChangedElsewhere { Present.At: { } at } }:
                return (null, form.Overtaken(Words.Of(at, engagement.Coach.TimeZone)));
            case CommandOutcome.Refused { Refusal: BadValue bad }:
                form.Miss(bad);
                break;
            case CommandOutcome.Refused { Refusal: TooFewAnswers tooFew }:
                form.Miss("reason", tooFew.Detail);
                break;
            case CommandOutcome.Refused refused:
                form.Miss(CoachFormFields.Form, refused.Refusal.Detail);
                break;
        }

        return (null, form.State);
    }
}
