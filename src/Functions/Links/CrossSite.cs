using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Tells a form that a page of another site had its visitor's browser post, with the visitor's cookies. Our own pages are posted with the
/// origin null, which is what a browser makes of their referrer policy; programs and old browsers say nothing.
/// </summary>
internal sealed class CrossSite(IOptions<LinkOptions> options)
{
    private readonly string _own = new Uri(options.Value.BaseUrl).GetLeftPart(UriPartial.Authority);

    public bool Sent(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "" => request.Headers.Origin.ToString() is not ("" or "null") and var origin
            && !origin.Equals(_own, StringComparison.OrdinalIgnoreCase)
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
        var site => site is not ("same-origin" or "none"),
    };
}
