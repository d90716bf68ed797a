using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>An expired or revoked link: why, where things stand, and a fresh one where that helps.</summary>
internal sealed class Closed(LinkRenderer renderer, EngagementRepository engagements, Noted noted, LinkTokens tokens)
{
    private const string AskedParameter = "asked";
    private const int Moments = 10;

    public Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation) =>
        ShowAsync(opened, StatusCodes.Status410Gone, form, recorded: null, cancellation);

    /// <summary>The page that an address asks for: a new link that was asked for, what was recorded, or why the link is closed.</summary>
    public async Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        if (WasAsked(opened, request))
        {
            return await renderer.RenderAsync<FreshLinkPage>(
                StatusCodes.Status200OK,
                (nameof(FreshLinkPage.Firm), renderer.FirmName(opened)),
                (nameof(FreshLinkPage.Minutes), opened.Engagement.Policy.FreshLinkEveryMinutes));
        }

        var recorded = await noted.WordsAsync(opened, request, cancellation);
        return await ShowAsync(
            opened, recorded is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK, FormState.Empty, recorded, cancellation);
    }

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
            _ => new SeeOther($"?{AskedParameter}={Asked(opened, renderer.Now)}"),
        };
    }

    // Says that the page was asked for a new link a moment ago, and nothing of whether one went: that is for the mailbox alone.
    private string Asked(OpenedLink opened, DateTimeOffset at)
    {
        var minute = (at.ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture);
        return $"{minute}.{Convert.ToHexStringLower(tokens.Sign("asked", $"{opened.Link.Id}/{minute}").AsSpan(0, 16))}";
    }

    private bool WasAsked(OpenedLink opened, HttpRequest request)
    {
        var asked = Encoding.UTF8.GetBytes(request.Query[AskedParameter].ToString());
        var wasAsked = false;
        for (var minutes = 0; minutes < Moments; minutes++)
        {
            var expected = Asked(opened, renderer.Now.AddMinutes(-minutes));
            wasAsked |= CryptographicOperations.FixedTimeEquals(asked, Encoding.UTF8.GetBytes(expected));
        }

        return wasAsked;
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
