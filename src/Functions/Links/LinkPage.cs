using CoachingWorkflow.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>What is behind the open links of one purpose: a page, and what posting its form does.</summary>
internal abstract class LinkPage
{
    public abstract LinkPurpose Purpose { get; }

    public abstract Task<PageAnswer> GetAsync(OpenedLink opened, HttpRequest request, CancellationToken cancellation);

    public abstract Task<IActionResult> PostAsync(LinkPost post);

    protected static int StatusOf(FormState form) => (form.ChangedElsewhere, form.Mistakes.Count) switch
    {
        (not null, _) => StatusCodes.Status409Conflict,
        (_, 0) => StatusCodes.Status200OK,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
