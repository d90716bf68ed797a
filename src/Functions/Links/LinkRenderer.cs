using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Storage;
using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Components;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Renders the pages behind emailed links from what their views need.</summary>
internal sealed class LinkRenderer(PageRenderer renderer, IEngagementStore store, FirmDirectory firms, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public string FirmName(OpenedLink opened) => firms.Find(opened.Engagement.FirmId)?.Name ?? "";

    public Task<IReadOnlyDictionary<string, Document>> ReadAsync(
        OpenedLink opened, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation) =>
        store.ReadDocumentsAsync(opened.Engagement.Id, documents, cancellation);

    public async Task<PageAnswer> RenderAsync<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent => new(status, await renderer.RenderAsync<TPage>(
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal)));
}
