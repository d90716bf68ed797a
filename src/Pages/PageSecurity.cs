using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Pages;

/// <summary>What pages need to be allowed by the browser: their one style sheet and posting back, nothing else.</summary>
public static class PageSecurity
{
    /// <summary>The style sheet that every page holds, so that it needs no second request.</summary>
    public static string StyleSheet { get; } = ReadStyleSheet();

    /// <summary>The value of the <c>Content-Security-Policy</c> header: no script, no third party, no framing.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet)))}'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static string ReadStyleSheet()
    {
        using var stream = typeof(PageSecurity).Assembly.GetManifestResourceStream("pages.css")!;
        using var reader = new StreamReader(stream);

        // HTML parsers turn CRLF into LF before they hash; a checkout with other line ends must not lock the style out.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
