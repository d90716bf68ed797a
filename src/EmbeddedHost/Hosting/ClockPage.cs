using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace EmbeddedHost.Hosting;

/// <summary>The clock as a browser shows it: plain HTML with a button for each step that one wants to take.</summary>
internal static class ClockPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 44rem; padding: 1rem; font: 1.0625rem/1.55 system-ui, sans-serif; }
        body { background: Canvas; color: CanvasText; }
        a { color: LinkText; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        .now { font-size: 1.25rem; font-weight: 600; }
        form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
        button { min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; cursor: pointer; }
        :focus-visible { outline: .2rem solid; outline-offset: .15rem; }
        """;

    private static readonly string Security =
        $"default-src 'none'; style-src "
            + $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.ReplaceLineEndings("\n"))))}'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task WriteAsync(HttpContext http, DateTimeOffset now, bool isFrozen, int? fired, IEnumerable<string> others)
    {
        var response = http.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Security;

        // Stricter, and the browser would not say that a form comes from this page.
        response.Headers["Referrer-Policy"] = "same-origin";
        return response.WriteAsync(Html(now, isFrozen, fired, others).ReplaceLineEndings("\n"), http.RequestAborted);
    }

    private static string Html(DateTimeOffset now, bool isFrozen, int? fired, IEnumerable<string> others)
    {
        var time = now.ToString("dddd, d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
        var links = string.Concat(others.Select(path => $"<li><a href=\"{Encode(path)}\">{Encode(path)}</a></li>"));
        var done = fired switch
        {
            null => "",
            1 => "<p role=\"status\">Done: 1 timer fired on the way.</p>",
            _ => string.Create(CultureInfo.InvariantCulture, $"<p role=\"status\">Done: {fired} timers fired on the way.</p>"),
        };
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>The clock</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>The clock</h1>
            {done}
            <p class="now"><time datetime="{now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{time}</time> UTC</p>
            <p>{(isFrozen ? "It stands still until you advance it." : "It runs, and you can advance it.")} It never goes back.
            Whatever falls due on the way is done before the page comes back.</p>
            <form method="post" action="/dev/clock">
            <button name="advanceTo" value="next">To the next due thing</button>
            <button name="advanceBy" value="P1D">A day</button>
            <button name="advanceBy" value="P7D">A week</button>
            <button name="advanceBy" value="P30D">A month (30 days)</button>
            </form>
            {(links.Length == 0 ? "" : $"<nav aria-label=\"Development\"><ul>{links}</ul></nav>")}
            </main>
            </body>
            </html>

            """;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
