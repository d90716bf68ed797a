using CoachingWorkflow.Functions.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Access;

/// <summary>Cookies of this very host, which no script reads and, where people come by https, none but that carries.</summary>
internal sealed class HostCookies(IOptions<LinkOptions> options)
{
    /// <summary>What the browser has sent; null if it has no such cookie.</summary>
    public string? Read(HttpRequest request, string name) => request.Cookies[NameOf(name, request)];

    /// <summary>Gives a cookie to the browser.</summary>
    /// <param name="kept">How long the browser keeps it.</param>
    public void Write(HttpResponse response, string name, string value, TimeSpan kept)
    {
        var request = response.HttpContext.Request;
        response.Cookies.Append(NameOf(name, request), value, Options(request, kept));
    }

    /// <summary>Takes a cookie from the browser.</summary>
    public void Delete(HttpResponse response, string name)
    {
        var request = response.HttpContext.Request;
        response.Cookies.Delete(NameOf(name, request), Options(request, kept: null));
    }

    // Lax: the link in the mail is followed from another site, and the cookie has to come along.
    private CookieOptions Options(HttpRequest request, TimeSpan? kept) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(request),
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = kept,
        IsEssential = true,
    };

    private bool IsSecure(HttpRequest request) => options.Value.IsHttps || request.IsHttps;

    // With the prefix, browsers take it from this very host by https only, and from no script of a host beside it.
    private string NameOf(string name, HttpRequest request) => $"{(IsSecure(request) ? "__Host-" : "")}{name}";
}
