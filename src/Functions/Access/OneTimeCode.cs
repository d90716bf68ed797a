using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Access;

/// <summary>Asks for a mailed code before somebody's own page is shown on a device.</summary>
internal sealed class OneTimeCode(LinkRenderer renderer, DeviceAccess access, AccessCodeMails mails, LinkRenewals renewals)
{
    /// <summary>The page that asks.</summary>
    public async Task<PageAnswer> GetAsync(OpenedLink opened, DeviceStanding standing, HttpRequest request) =>
        await renewals.ShowAsync(opened, request) ?? await AskAsync(opened, standing, FormState.Empty);

    /// <summary>Mails a code, or takes the one that was typed.</summary>
    public async Task<IActionResult> PostAsync(LinkPost post, DeviceStanding standing)
    {
        var form = new PostedForm(post.Inputs);
        if (form.IsChecked(RenewForm.Renew))
            return await renewals.PostAsync(post);
        if (form.IsChecked(OneTimeCodeForm.Send))
            return await SendAsync(post, standing);
        if (form.Text(OneTimeCodeForm.Code) is not { } typed)
        {
            return await AskAsync(
                post.Opened, standing,
                Mistake(OneTimeCodeForm.Send, "Please type the code from the mail, or tick this box to get one."));
        }

        var policy = post.Opened.Engagement.Policy;
        if (await access.EnterAsync(post.Request.HttpContext.Response, standing, typed, policy, post.Cancellation))
            return SeeOther.Itself(post.Request);
        return await AskAsync(
            post.Opened, await access.LookAsync(post.Opened, post.Request, post.Cancellation),
            Mistake(
                standing.AskedCode is null ? OneTimeCodeForm.Send : OneTimeCodeForm.Code,
                "This code does not work (any more), or was asked for on another device. Please look at the newest mail, or get another "
                + "code here."));
    }

    private async Task<IActionResult> SendAsync(LinkPost post, DeviceStanding standing)
    {
        var (opened, policy) = (post.Opened, post.Opened.Engagement.Policy);
        var (number, refusal) = await access.AskAsync(standing, policy, post.Cancellation);
        if (refusal is not null)
            return await AskAsync(opened, standing, Mistake(OneTimeCodeForm.Send, refusal.Detail), refusal is TooManyAccessCodes);

        var result = await mails.SendAsync(opened.Engagement, opened.Recipient!, standing.Address, number, post.Cancellation);
        if (result is MailResult.Sent)
        {
            access.Expect(post.Request.HttpContext.Response, standing, number, policy);
            return SeeOther.Itself(post.Request);
        }

        await access.WithdrawAsync(standing, number, post.Cancellation);
        return await AskAsync(opened, standing, Mistake(OneTimeCodeForm.Send, result is MailResult.Refused
            ? "The code could not be delivered to your address on record. Please tell your coaching firm."
            : "The code could not be mailed just now. Please try again in a few minutes."));
    }

    private Task<PageAnswer> AskAsync(OpenedLink opened, DeviceStanding standing, FormState form, bool offersNewLink = false) =>
        renderer.RenderAsync<OneTimeCodePage>(
            form.Mistakes.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            (nameof(OneTimeCodePage.Firm), renderer.FirmName(opened)),
            (nameof(OneTimeCodePage.IsSent), standing.AskedCode is not null),
            (nameof(OneTimeCodePage.OffersNewLink), offersNewLink),
            (nameof(OneTimeCodePage.Minutes), opened.Engagement.Policy.AccessCodeMinutes),
            (nameof(OneTimeCodePage.Form), form));

    private static FormState Mistake(string field, string mistake) => FormState.Empty with
    {
        Mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = mistake },
    };
}
