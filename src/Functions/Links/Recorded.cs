using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Links;

/// <summary>A used link: what was recorded through it.</summary>
internal sealed class Recorded(LinkRenderer renderer)
{
    public async Task<PageAnswer> ShowAsync(OpenedLink opened, CancellationToken cancellation)
    {
        if (opened.Link.Purpose == LinkPurpose.Address)
            return await AddressChange.ShowAsync(renderer, opened, FormState.Empty, cancellation);

        var documents = await renderer.ReadAsync(opened, RecordedView.DocumentsNeeded(opened.Engagement, opened.Link), cancellation);
        var view = RecordedView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened), renderer.Now);
        return await renderer.RenderAsync<RecordedPage>(StatusCodes.Status200OK, (nameof(RecordedPage.View), view));
    }
}
