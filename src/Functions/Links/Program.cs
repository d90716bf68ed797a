using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Confirmations;
using CoachingWorkflow.Functions.Engagements;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>The leader's page.</summary>
internal sealed class Program(
    LinkRenderer renderer, Unconfirmed unconfirmed, DeviceAccess access, OneTimeCode code, EngagementRepository engagements,
    LinkFinder finder, AddressConfirmations addresses)
    : PersonalPage(access, code, engagements, finder, addresses)
{
    public override LinkPurpose Purpose => LinkPurpose.Program;

    protected override async Task<PageAnswer> ShowAsync(OpenedLink opened, PagePart part, FormState form, CancellationToken cancellation)
    {
        if (opened.Recipient is not { IsConfirmed: true })
            return await unconfirmed.ShowAsync(
                opened, form.Mistakes.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK, cancellation);

        var documents = await renderer.ReadAsync(opened, LeaderView.DocumentsNeeded(opened.Engagement, part.Cycle), cancellation);
        var view = LeaderView.Of(opened.Engagement, documents, renderer.FirmName(opened), renderer.Now, part.Cycle);
        return await renderer.RenderAsync<ProgramPage>(
            StatusOf(form), (nameof(ProgramPage.View), view), (nameof(ProgramPage.Part), part), (nameof(ProgramPage.Form), form),
            (nameof(ProgramPage.Reader), opened.Reader));
    }
}
