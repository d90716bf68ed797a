using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>An expired or revoked link: why, where things stand, and a fresh one where that helps.</summary>
internal sealed class Closed(LinkRenderer renderer, EngagementRepository engagements)
{
    public Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation) =>
        ShowAsync(opened, StatusCodes.Status410Gone, form, recorded: null, cancellation);

    /// <summary>What was recorded through a page that is closed by that very thing.</summary>
    public Task<PageAnswer> ShowRecordedAsync(OpenedLink opened, CoachForm recorded, CancellationToken cancellation) =>
        ShowAsync(opened, StatusCodes.Status200OK, FormState.Empty, recorded.Done, cancellation);

    public async Task<IActionResult> PostAsync(LinkPost post)
    {
        var opened = post.Opened;
        var form = new PostedForm(post.Inputs);
        if (!form.IsChecked(RenewForm.Renew))
        {
            form.Miss(RenewForm.Renew, "Please tick this box to get a new link.");
            return await ShowAsync(opened, form.State, post.Cancellation);
        }

        // Whether something is owed goes to the mailbox on record only: the page says the same in every case, until so many were mailed
        // that none goes for a while.
        var outcome = await engagements.UpdateAsync(
            opened.Engagement.Id, opened.Link.Recipient, stamp: null, new RequestFreshLink(opened.Link.Id), post.Client, post.Cancellation);
        return outcome switch
        {
            CommandOutcome.Contended => TryLaterAnswer.Soon,
            CommandOutcome.Refused { Refusal: TooManyFreshLinks tooMany } => await renderer.RenderAsync<NoFreshLinkPage>(
                StatusCodes.Status429TooManyRequests,
                (nameof(NoFreshLinkPage.Firm), renderer.FirmName(opened)), (nameof(NoFreshLinkPage.Why), tooMany.Detail)),
            _ => await renderer.RenderAsync<FreshLinkPage>(
                StatusCodes.Status200OK,
                (nameof(FreshLinkPage.Firm), renderer.FirmName(opened)),
                (nameof(FreshLinkPage.Minutes), opened.Engagement.Policy.FreshLinkEveryMinutes)),
        };
    }

    private async Task<PageAnswer> ShowAsync(
        OpenedLink opened, int status, FormState form, string? recorded, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, ClosedLinkView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = ClosedLinkView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened), renderer.Now);
        return await renderer.RenderAsync<LinkClosedPage>(
            status, (nameof(LinkClosedPage.View), view), (nameof(LinkClosedPage.Form), form), (nameof(LinkClosedPage.Recorded), recorded));
    }
}
