using OpenTelemetry;
using OpenTelemetry.Logs;

namespace CoachingWorkflow.Functions.Observability;

/// <summary>No log line that is exported holds the token of a link, whoever wrote it.</summary>
internal sealed class RedactedLogs : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (data.Body is { } body)
            data.Body = RedactLinkTokens.In(body);
        if (data.FormattedMessage is { } message)
            data.FormattedMessage = RedactLinkTokens.In(message);

        var attributes = data.Attributes
            ?.Select(attribute => KeyValuePair.Create(attribute.Key, RedactLinkTokens.InValue(attribute.Value))).ToList();
        if (data.Exception is { } failure && RedactLinkTokens.AreIn(failure.ToString()))
        {
            // An exception's own words cannot be changed: it goes as the attributes that the exporter would have made of it.
            data.Exception = null;
            attributes =
            [
                .. attributes ?? [],
                new("exception.type", failure.GetType().FullName),
                new("exception.message", RedactLinkTokens.In(failure.Message)),
                new("exception.stacktrace", RedactLinkTokens.In(failure.ToString())),
            ];
        }

        data.Attributes = attributes;
    }
}
