using System.Globalization;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// A page that coach, leader or sponsor open as often as they want. It asks once per device for a mailed code. Coach and leader decide
/// there on others' changed addresses; everybody can have devices forgotten and end the link.
/// </summary>
internal abstract class PersonalPage(
    DeviceAccess access, OneTimeCode code, EngagementRepository engagements, LinkFinder finder, AddressConfirmations addresses)
    : LinkPage
{
    private const string Contended = "Nothing is recorded: others changed this engagement at the same time. Please send it again.";

    public sealed override async Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation)
    {
        var standing = await access.LookAsync(opened, request, cancellation);
        return standing.IsKnown
            ? await ShowAsync(opened with { Reader = standing.Reader }, request, cancellation)
            : await code.GetAsync(opened, standing, request);
    }

    /// <summary>The page that an address asks for.</summary>
    protected virtual Task<PageAnswer> ShowAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation) =>
        ShowAsync(opened, PartOf(request), FormState.Empty, cancellation);

    public sealed override async Task<IActionResult> PostAsync(LinkPost post)
    {
        var standing = await access.LookAsync(post.Opened, post.Request, post.Cancellation);
        if (!standing.IsKnown)
            return await code.PostAsync(post, standing);

        post = post with { Opened = post.Opened with { Reader = standing.Reader } };
        return post.Inputs[CoachFormFields.Form].ToString() switch
        {
            AddressForm.Name => await DecideOnAddressAsync(post),
            AccessForm.Name => await ChangeAccessAsync(post, standing),
            _ => await PostFormAsync(post),
        };
    }

    private async Task<IActionResult> ChangeAccessAsync(LinkPost post, DeviceStanding standing)
    {
        switch (post.Inputs[AccessForm.What].ToString())
        {
            case AccessForm.ForgetDevice:
                access.Forget(post.Request.HttpContext.Response, standing);
                break;
            case AccessForm.ForgetAllDevices:
                await access.ForgetAllAsync(standing, post.Cancellation);
                break;
            case AccessForm.EndLink when await engagements.UpdateAsync(
                post.Opened.Engagement.Id, post.Opened.Link.Recipient, stamp: null, new EndLink(post.Opened.Link.Id), post.Client,
                post.Cancellation) is CommandOutcome.Contended:
                return TryLaterAnswer.Soon;
        }

        return SeeOther.Itself(post.Request);
    }

    /// <summary>The page, or a part of it.</summary>
    protected abstract Task<PageAnswer> ShowAsync(OpenedLink opened, PagePart part, FormState form, CancellationToken cancellation);

    /// <summary>Takes another form of the page, if it has one.</summary>
    protected virtual Task<IActionResult> PostFormAsync(LinkPost post) => Task.FromResult<IActionResult>(SeeOther.Itself(post.Request));

    protected static PagePart PartOf(HttpRequest request) => new(
        request.Query[PagePart.NameParameter] is { Count: > 0 } name ? name.ToString() : null,
        request.Query[PagePart.IdParameter] is { Count: > 0 } id ? id.ToString() : null,
        Number(request, PagePart.CycleParameter),
        Number(request, PagePart.PageParameter));

    private static int? Number(HttpRequest request, string parameter) =>
        int.TryParse(request.Query[parameter], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<IActionResult> DecideOnAddressAsync(LinkPost post)
    {
        var link = post.Opened.Link;
        var form = new PostedForm(post.Inputs);
        var (person, isRight) = (form[AddressForm.Person], AddressChange.IsRight(form));
        var number = int.TryParse(form[AddressForm.Number], NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : -1;
        if (!form.HasMistakes)
        {
            var outcome = await engagements.UpdateAsync(
                post.Opened.Engagement.Id, link.Recipient, stamp: null,
                new UseLink(link.Id, new DecideOnAddress(person, link.Recipient, isRight, number)), post.Client, post.Cancellation);
            switch (outcome)
            {
                case CommandOutcome.Done { Facts: [AddressConfirmed { By: var by }] } confirmed:
                    await addresses.RememberAsync(confirmed.Engagement, person, by, post.Cancellation);
                    break;
                case CommandOutcome.Refused refused:
                    form.Miss(AddressForm.Answer, refused.Refusal.Detail);
                    break;
                case CommandOutcome.Contended:
                    form.Miss(AddressForm.Answer, Contended);
                    break;
            }
        }

        var part = new PagePart(AddressForm.Name, person);
        return form.HasMistakes
            ? await ShowAsync(await finder.FindAgainAsync(post.Opened, post.Cancellation), part, form.State, post.Cancellation)
            : new SeeOther(part.Href);
    }
}
