using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A sponsor's page.</summary>
internal sealed class Progress(
    LinkRenderer renderer, Unconfirmed unconfirmed, DeviceAccess access, OneTimeCode code, EngagementRepository engagements,
    LinkFinder finder, AddressConfirmations addresses)
    : PersonalPage(access, code, engagements, finder, addresses)
{
    public override LinkPurpose Purpose => LinkPurpose.Progress;

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, PagePart part, FormState form, CancellationToken cancellation)
    {
        if (opened.Recipient is not { IsConfirmed: true })
            return await unconfirmed.ShowAsync(
                opened, form.Mistakes.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, cancellation);

        var documents = await renderer.ReadAsync(opened, ProgressView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = ProgressView.Of(opened.Engagement, documents, renderer.FirmName(opened), renderer.Now, part.Cycle);
        return await renderer.RenderAsync<ProgressPage>(
            StatusOf(form), (nameof(ProgressPage.View), view), (nameof(ProgressPage.Part), part),
            (nameof(ProgressPage.Reader), opened.Reader));
    }
}
