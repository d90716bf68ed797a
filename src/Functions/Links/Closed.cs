using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// An expired or revoked link: why, where things stand, and a fresh one where that helps. What was typed into a form that came too late is
/// shown again: it is nowhere else.
/// </summary>
internal sealed class Closed(LinkRenderer renderer, Noted noted, LinkRenewals renewals)
{
    /// <summary>The page that an address asks for: a new link that was asked for, what was recorded, or why the link is closed.</summary>
    public async Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        if (await renewals.ShowAsync(opened, request) is { } asked)
            return asked;
        var recorded = await noted.WordsAsync(opened, request, cancellation);
        return await ShowAsync(
            opened, recorded is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK, FormState.Empty, [], recorded, cancellation);
    }

    public async Task<IActionResult> PostAsync(LinkPost post) => new PostedForm(post.Inputs).IsChecked(RenewForm.Renew)
        ? await renewals.PostAsync(post)
        : await ShowAsync(post, post.Opened);

    /// <summary>The answer to a form whose link is closed.</summary>
    /// <param name="opened">The link as it is now.</param>
    public Task<PageAnswer> ShowAsync(LinkPost post, OpenedLink opened)
    {
        var form = new PostedForm(post.Inputs);
        var typed = TypedText.Of(form.State);
        if (typed.Count == 0)
            form.Miss(RenewForm.Renew, "Please tick this box to get a new link.");
        return ShowAsync(opened, StatusCodes.Status410Gone, form.State, typed, recorded: null, post.Cancellation);
    }

    private async Task<PageAnswer> ShowAsync(
        OpenedLink opened, int status, FormState form, IReadOnlyList<TypedText> typed, string? recorded, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, ClosedLinkView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = ClosedLinkView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened), renderer.Now);
        return await renderer.RenderAsync<LinkClosedPage>(
            status, (nameof(LinkClosedPage.View), view), (nameof(LinkClosedPage.Form), form), (nameof(LinkClosedPage.Typed), typed),
            (nameof(LinkClosedPage.Recorded), recorded));
    }
}
