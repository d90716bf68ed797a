using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Mails a new link on request. Whether something is owed goes to the mailbox on record only: the page says the same in every case, until
/// so many were mailed that none goes for a while.
/// </summary>
internal sealed class LinkRenewals(LinkRenderer renderer, EngagementRepository engagements, LinkTokens tokens)
{
    private const string AskedParameter = "asked";
    private const int Moments = 10;

    /// <summary>Takes the request for a new link.</summary>
    public async Task<IActionResult> PostAsync(LinkPost post)
    {
        var opened = post.Opened;
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

    /// <summary>The page that says that a new link was asked for a moment ago; null where none was.</summary>
    public async Task<PageAnswer?> ShowAsync(OpenedLink opened, HttpRequest request) => WasAsked(opened, request)
        ? await renderer.RenderAsync<FreshLinkPage>(
            StatusCodes.Status200OK,
            (nameof(FreshLinkPage.Firm), renderer.FirmName(opened)),
            (nameof(FreshLinkPage.Minutes), opened.Engagement.Policy.FreshLinkEveryMinutes))
        : null;

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
}
