using System.Diagnostics;
using OpenTelemetry;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>No span that is exported holds the token of a link.</summary>
internal sealed class RedactedSpans : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList())
        {
            var redacted = name == "url.query" ? null : RedactLinkTokens.InValue(value);
            if (!Equals(redacted, value))
                data.SetTag(name, redacted);
        }

        data.DisplayName = RedactLinkTokens.In(data.DisplayName);
        if (data.StatusDescription is { } description)
            data.SetStatus(data.Status, RedactLinkTokens.In(description));
    }
}
