using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// The answer to a form that was accepted: the browser gets the page that shows what has become of it, so that going back and loading it
/// again send nothing again.
/// </summary>
/// <param name="location">The page, relative to the one that was posted to.</param>
internal sealed class SeeOther(string location) : IActionResult
{
    /// <summary>The same page once more.</summary>
    public static SeeOther Itself(HttpRequest request) => new(request.PathBase + request.Path + request.QueryString);

    /// <inheritdoc/>
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = location;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }
}
