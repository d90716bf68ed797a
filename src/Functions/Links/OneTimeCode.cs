using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Asks once per device for a mailed code, before confidential text is shown.</summary>
internal sealed class OneTimeCode(
    LinkRenderer renderer, EngagementRepository engagements, LinkFinder finder, KnownDevices devices, AccessCodeDigits digits)
{
    /// <summary>Whether nothing is asked: the page shows nothing confidential, or a code was entered here before.</summary>
    public bool IsKnown(OpenedLink opened, HttpRequest request) => !Domain.Links.IsPage(opened.Link.Purpose)
        || devices.Knows(request, opened.Engagement, opened.Recipient!);

    public Task<PageAnswer> AskAsync(OpenedLink opened) => AskAsync(opened, FormState.Empty);

    /// <summary>Mails a code, or takes the one that was typed.</summary>
    /// <returns>What to show; null when the device is known from now on.</returns>
    public async Task<IActionResult?> PostAsync(LinkPost post)
    {
        var opened = post.Opened;
        var form = new PostedForm(post.Inputs);
        if (form.IsChecked(OneTimeCodeForm.Send))
        {
            var sent = await UpdateAsync(post, new RequestAccessCode(opened.Link.Id));
            if (sent is not CommandOutcome.Refused refused)
                return SeeOther.Itself(post.Request);
            return await AskAsync(
                await finder.FindAgainAsync(opened, post.Cancellation), Mistake(OneTimeCodeForm.Send, refused.Refusal.Detail));
        }

        if (form.Text(OneTimeCodeForm.Code) is not { } typed)
            return await AskAsync(
                opened, Mistake(OneTimeCodeForm.Send, "Please type the code from the mail, or tick this box to get one."));

        var engagement = opened.Engagement.Id;
        if (await UpdateAsync(post, new EnterAccessCode(opened.Link.Id, person => digits.AreRight(engagement, person, typed)))
            is CommandOutcome.Done { Facts: [AccessGranted] } granted)
        {
            devices.Remember(post.Request.HttpContext.Response, granted.Engagement, granted.Engagement.Find(opened.Link.Recipient)!);
            return null;
        }

        return await AskAsync(
            await finder.FindAgainAsync(opened, post.Cancellation),
            Mistake(OneTimeCodeForm.Code, "This code does not work (any more). Please look at the newest mail, or ask for another code."));
    }

    private Task<PageAnswer> AskAsync(OpenedLink opened, FormState form) => renderer.RenderAsync<OneTimeCodePage>(
        form.Mistakes.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        (nameof(OneTimeCodePage.Firm), renderer.FirmName(opened)),
        (nameof(OneTimeCodePage.IsSent), opened.Recipient?.Code?.IsOpen(opened.Engagement.Policy, renderer.Now) == true),
        (nameof(OneTimeCodePage.Minutes), opened.Engagement.Policy.AccessCodeMinutes),
        (nameof(OneTimeCodePage.Form), form));

    private Task<CommandOutcome> UpdateAsync(LinkPost post, Command command) => engagements.UpdateAsync(
        post.Opened.Engagement.Id, post.Opened.Link.Recipient, stamp: null, command, post.Client, post.Cancellation);

    private static FormState Mistake(string field, string mistake) => FormState.Empty with
    {
        Mistakes = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = mistake },
    };
}
