using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>An expired or revoked link: why, where things stand, and a fresh one where that helps.</summary>
internal sealed class Closed(LinkRenderer renderer, Noted noted, LinkRenewals renewals)
{
    public Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation) =>
        ShowAsync(opened, StatusCodes.Status410Gone, form, recorded: null, cancellation);

    /// <summary>The page that an address asks for: a new link that was asked for, what was recorded, or why the link is closed.</summary>
    public async Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        if (await renewals.ShowAsync(opened, request) is { } asked)
            return asked;
        var recorded = await noted.WordsAsync(opened, request, cancellation);
        return await ShowAsync(
            opened, recorded is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK, FormState.Empty, recorded, cancellation);
    }

    public async Task<IActionResult> PostAsync(LinkPost post)
    {
        var form = new PostedForm(post.Inputs);
        if (form.IsChecked(RenewForm.Renew))
            return await renewals.PostAsync(post);
        form.Miss(RenewForm.Renew, "Please tick this box to get a new link.");
        return await ShowAsync(post.Opened, form.State, post.Cancellation);
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
