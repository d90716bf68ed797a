using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Emailed links. Opening one changes nothing, because mail scanners open links too; posting its form records what it says. What is behind
/// an open link is in the class of its page.
/// </summary>
internal sealed class LinkFunctions(
    LinkFinder finder, IEnumerable<LinkPage> pages, Recorded recorded, Closed closed, FormStamps stamps, LinkRenderer renderer,
    EngagementRepository engagements, CrossSite crossSite)
{
    private readonly Dictionary<LinkPurpose, LinkPage> _pages = pages.ToDictionary(page => page.Purpose);

    /// <summary>Opens a link.</summary>
    [Function("OpenLink")]
    public async Task<IActionResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/links/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellation)
    {
        if (await finder.FindAsync(token, cancellation) is not { } opened)
            return await NotFoundAsync();

        return finder.StatusOf(opened) switch
        {
            LinkStatus.Open => await _pages[opened.Link.Purpose].GetAsync(opened, request, cancellation),
            LinkStatus.Used => await recorded.ShowAsync(opened, cancellation),
            _ => await closed.GetAsync(opened, request, cancellation),
        };
    }

    /// <summary>Posts a link's form.</summary>
    [Function("UseLink")]
    public async Task<IActionResult> UseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/links/{token}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string token,
        CancellationToken cancellation)
    {
        if (await finder.FindAsync(token, cancellation) is not { } opened)
            return await NotFoundAsync();
        if (crossSite.Sent(request))
            return await TryAgainAsync(StatusCodes.Status403Forbidden);
        var (inputs, status) = await FormReader.ReadAsync(request, cancellation);
        if (inputs is null)
            return await TryAgainAsync(status);

        if (opened.IsConfirmedElsewhere)
            opened = await HonourAsync(opened, client, cancellation);
        var post = new LinkPost(opened, request, inputs, client, cancellation);
        return finder.StatusOf(opened) switch
        {
            LinkStatus.Open => await _pages[opened.Link.Purpose].PostAsync(post),
            LinkStatus.Used => SeeOther.Itself(request),
            _ => stamps.FindRecorded(opened, inputs) is { } fact ? Noted.Page(fact) : await closed.PostAsync(post),
        };
    }

    private async Task<OpenedLink> HonourAsync(OpenedLink opened, DurableTaskClient client, CancellationToken cancellation)
    {
        var recipient = opened.Link.Recipient;
        await engagements.UpdateAsync(opened.Engagement.Id, recipient, stamp: null, new HonourAddress(recipient), client, cancellation);
        return await finder.FindAgainAsync(opened, cancellation);
    }

    private Task<PageAnswer> NotFoundAsync() => renderer.RenderAsync<NotFoundPage>(StatusCodes.Status404NotFound);

    private Task<PageAnswer> TryAgainAsync(int status) =>
        renderer.RenderAsync<TryAgainPage>(status, (nameof(TryAgainPage.Advice), status switch
        {
            StatusCodes.Status413PayloadTooLarge =>
                "What was sent is too long. Please go back and shorten it: a text is at most 20,000 characters.",
            StatusCodes.Status403Forbidden =>
                "Nothing was recorded: the form was sent from another site. Please open the link in your mail and send the form there.",
            _ => "Please go back and send the page again. If it goes wrong again, wait a minute.",
        }));
}
