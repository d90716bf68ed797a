using System.Globalization;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Http.Requests;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Step 3: a rater answers. What was typed can be kept as a draft, which opens on the device alone on which it was saved: no code says who
/// holds the link.
/// </summary>
internal sealed class Respond(
    LinkRenderer renderer, EngagementRepository engagements, LinkFinder finder, Closed closed, Unconfirmed unconfirmed, FormDrafts drafts,
    DraftDevices devices)
    : OneEffectPage(engagements, finder, closed, unconfirmed)
{
    // What programs that follow a mail's link send for an outcome's rating; the page's own inputs are named as the JSON is.
    private const string ByOutcome = "rating-";

    private static readonly Dictionary<string, string> SentencesWhenMissing = new(StringComparer.Ordinal)
    {
        ["$.strengths"] = "Please write what works well.",
        ["$.growth"] = "Please write where the leader can grow.",
    };

    public override LinkPurpose Purpose => LinkPurpose.Respond;

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, RespondView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = RespondView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened));
        return await renderer.RenderAsync<RespondPage>(StatusOf(form), (nameof(RespondPage.View), view), (nameof(RespondPage.Form), form));
    }

    protected override async Task<FormState> OpenAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) =>
        await drafts.FindAsync(DraftOf(opened), cancellation) is { } draft
            ? DraftedForm.Of(draft, ZoneOf(opened), isHere: draft.Device == devices.Find(request, opened))
            : FormState.Empty;

    protected override async Task<IActionResult?> SaveDraftAsync(LinkPost post)
    {
        var (opened, form) = (post.Opened, new PostedForm(post.Inputs));
        if (TypedText.Of(form.State).Count == 0)
        {
            await DiscardAsync(post, form[CoachFormFields.Draft]);
            return SeeOther.Itself(post.Request);
        }

        var device = devices.Mark(post.Request.HttpContext, opened);
        var outcome = await drafts.SaveAsync(
            DraftOf(opened), DraftedForm.Kept(form.State), form[CoachFormFields.Draft], device, post.Cancellation);
        switch (outcome)
        {
            case DraftOutcome.TooLong:
                form.Miss(CoachFormFields.Form, DraftedForm.TooLong);
                return await ShowAsync(opened, form.State, post.Cancellation);
            case DraftOutcome.SavedElsewhere { Present: var present }:
                var beside = DraftedForm.Beside(present, form.State, ZoneOf(opened), isHere: present.Device == device);
                return await ShowAsync(opened, beside, post.Cancellation);
            default:
                return SeeOther.Itself(post.Request);
        }
    }

    protected override Task DoneAsync(OpenedLink opened, CommandOutcome.Done done, CancellationToken cancellation) =>
        drafts.SentAsync(DraftOf(opened), cancellation);

    protected override Command Read(OpenedLink opened, PostedForm form)
    {
        foreach (var (row, outcome) in opened.Engagement.Cycle.Context!.Items.Index())
        {
            if (form.Text(ByOutcome + outcome.Id) is not { } rating)
                continue;
            form.Set(string.Create(CultureInfo.InvariantCulture, $"ratings[{row}].outcomeId"), outcome.Id);
            form.Set(string.Create(CultureInfo.InvariantCulture, $"ratings[{row}].value"), rating);
        }

        if (form.State.DraftSeen is not null && !form.IsChecked(CoachFormFields.Checked))
            form.Miss(CoachFormFields.Checked, "Please check what is filled in, and tick this box.");
        var response = form.Check<RaterResponseBody, RespondAsRater>(input => !input.StartsWith(ByOutcome, StringComparison.Ordinal));
        return response with { Rater = opened.Link.Recipient, Link = opened.Link.Id };
    }

    protected override IReadOnlyDictionary<string, string> WhenMissing(OpenedLink opened) => SentencesWhenMissing;

    // A mail scanner that presses the button has typed nothing and has no draft: it saves nothing and takes nothing away.
    private async Task DiscardAsync(LinkPost post, string seen)
    {
        if (await drafts.FindAsync(DraftOf(post.Opened), post.Cancellation) is { } draft && draft.Stamp == seen
            && draft.Device == devices.Find(post.Request, post.Opened))
            await drafts.DeleteAsync(DraftOf(post.Opened), post.Cancellation);
    }

    private static DraftOf DraftOf(OpenedLink opened) => Drafts.DraftOf.Of(opened, Drafts.DraftOf.Respond, id: null)!;

    private static string ZoneOf(OpenedLink opened) => opened.Recipient!.TimeZone;
}
