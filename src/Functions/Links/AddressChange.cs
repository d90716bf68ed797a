using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Functions.Links.Forms;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A former address confirms the one that has taken its place, or objects.</summary>
internal sealed class AddressChange(
    LinkRenderer renderer, EngagementRepository engagements, LinkFinder finder, AddressConfirmations addresses,
    Closed closed, Unconfirmed unconfirmed)
    : OneEffectPage(engagements, finder, closed, unconfirmed)
{
    public override LinkPurpose Purpose => LinkPurpose.Address;

    protected override Task<PageAnswer> ShowAsync(OpenedLink opened, FormState form, CancellationToken cancellation) =>
        ShowAsync(renderer, opened, form, cancellation);

    protected override Command Read(OpenedLink opened, PostedForm form) =>
        new AnswerOnAddress(opened.Link.Recipient, IsRight(form), opened.Link.Id);

    protected override Task DoneAsync(OpenedLink opened, CommandOutcome.Done done, CancellationToken cancellation) =>
        done.Facts is [AddressConfirmed, ..]
            ? addresses.RememberAsync(opened.Engagement, opened.Link.Recipient, AddressConfirmer.FormerAddress, cancellation)
            : Task.CompletedTask;

    public static async Task<PageAnswer> ShowAsync(LinkRenderer renderer, OpenedLink opened, FormState form, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, AddressChangeView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = AddressChangeView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened));
        return await renderer.RenderAsync<AddressPage>(StatusOf(form), (nameof(AddressPage.View), view), (nameof(AddressPage.Form), form));
    }

    /// <summary>Whether the new address is right; mistakes are noted in the form.</summary>
    public static bool IsRight(PostedForm form)
    {
        var answer = form[AddressForm.Answer];
        if (answer is not (AddressForm.Confirm or AddressForm.Deny))
            form.Miss(AddressForm.Answer, "Please choose whether the new address is right.");
        if (!form.IsChecked(AddressForm.Read))
            form.Miss(AddressForm.Read, "Please look at the new address and tick this box.");
        return answer == AddressForm.Confirm;
    }
}
