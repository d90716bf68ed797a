using System.Diagnostics;
using OpenTelemetry;

namespace CoachingWorkflow.Functions.Watching;

/// <summary>A link's token is a secret and part of its address: no span that is exported shows more than that it was a link.</summary>
internal sealed class WithoutLinkTokens : BaseProcessor<Activity>
{
    private const string Links = "/links/";

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.EnumerateTagObjects())
        {
            // A route's template has a name in braces where the address has the token.
            if (value is string text && text.IndexOf(Links, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && !text.Contains('{', StringComparison.Ordinal))
                data.SetTag(name, text[..(at + Links.Length)] + "…");
            else if (name == "url.query")
                data.SetTag(name, null);
        }
    }
}
