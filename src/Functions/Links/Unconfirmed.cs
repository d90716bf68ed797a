using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Links;

/// <summary>What leader and sponsor see at an address that is not confirmed.</summary>
internal sealed class Unconfirmed(LinkRenderer renderer)
{
    public async Task<PageAnswer> ShowAsync(OpenedLink opened, int status, CancellationToken cancellation)
    {
        var documents = await renderer.ReadAsync(opened, UnconfirmedView.DocumentsNeeded(opened.Engagement), cancellation);
        var view = UnconfirmedView.Of(opened.Engagement, opened.Link, documents, renderer.FirmName(opened), renderer.Now);
        return await renderer.RenderAsync<UnconfirmedPage>(status, (nameof(UnconfirmedPage.View), view));
    }
}
