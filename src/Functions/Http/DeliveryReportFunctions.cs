using System.Text.Json;
using Azure.Messaging.EventGrid;
using Azure.Messaging.EventGrid.SystemEvents;
using CoachingWorkflow.Functions.Mail.Delivery;
using CoachingWorkflow.Functions.Observability;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Http;

/// <summary>The webhook to which Event Grid delivers the mail service's reports.</summary>
/// <param name="reports">Records them.</param>
/// <param name="refused">Counts wrong keys.</param>
/// <param name="logger">Takes counts, nothing personal.</param>
internal sealed partial class DeliveryReportFunctions(
    DeliveryReports reports, RefusedCalls refused, ILogger<DeliveryReportFunctions> logger)
{
    private const string KeyHeader = "X-Delivery-Reports-Key";

    /// <summary>
    /// Takes a batch. An event that cannot be read is skipped and counted, the others are recorded; 503 asks for the whole batch again, of
    /// which what is recorded already does no harm.
    /// </summary>
    [Function("ReceiveDeliveryReports")]
    public async Task<IActionResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/mail/delivery-reports")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (!reports.AreOn)
            return Answer.Of(Problem.NotFound);
        if (!reports.IsKey(request.Headers[KeyHeader]))
        {
            refused.Count(RefusedSecret.ReportKey);
            return Answer.Of(Problem.WrongReportKey);
        }

        using var batch = await RequestReader.ReadJsonAsync(request, cancellation);
        return await TakeAsync(Events(batch.RootElement), client, cancellation);
    }

    private static IReadOnlyList<JsonElement> Events(JsonElement batch) => batch.ValueKind switch
    {
        JsonValueKind.Array => [.. batch.EnumerateArray()],
        JsonValueKind.Object => [batch],
        _ => throw new ProblemException(Problem.Malformed),
    };

    private async Task<IActionResult> TakeAsync(IReadOnlyList<JsonElement> events, DurableTaskClient client, CancellationToken cancellation)
    {
        int recorded = 0, ignored = 0, malformed = 0, early = 0;
        foreach (var element in events)
        {
            switch (Read(element, out var topic))
            {
                case SubscriptionValidationEventData { ValidationCode.Length: > 0 } handshake:
                    return new Answer(StatusCodes.Status200OK, new { validationResponse = handshake.ValidationCode });
                case AcsEmailDeliveryReportReceivedEventData { MessageId: { } mail } report when IsFinal(report.Status, out var reason)
                    && reports.IsTopic(topic):
                    var outcome = await reports.TakeAsync(mail, reason, client, cancellation);
                    recorded += outcome == ReportOutcome.Recorded ? 1 : 0;
                    ignored += outcome == ReportOutcome.Ignored ? 1 : 0;
                    early += outcome == ReportOutcome.TooEarly ? 1 : 0;
                    break;
                case null or AcsEmailDeliveryReportReceivedEventData { MessageId: null }:
                    malformed++;
                    break;
                default:
                    ignored++;
                    break;
            }
        }

        LogTaken(recorded, ignored, malformed, early);
        return early > 0 ? Answer.Of(Problem.ReportTooEarly) : new Answer(StatusCodes.Status200OK, new { recorded, ignored, malformed });
    }

    // Each event is read by itself, so that a broken one does not lose the others of its batch. Null: it cannot be read; the library does
    // not say with which exceptions it answers that.
    private static object? Read(JsonElement element, out string? topic)
    {
        topic = null;
        try
        {
            var @event = EventGridEvent.Parse(BinaryData.FromString(element.GetRawText()));
            topic = @event.Topic;
            if (@event.TryGetSystemEventData(out var data))
                return data;
            return @event.EventType is null or SystemEventNames.AcsEmailDeliveryReportReceived ? null : @event;
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static bool IsFinal(AcsEmailDeliveryReportStatus? status, out BounceReason? reason)
    {
        reason = ReasonOf(status);
        return reason is not null || status == AcsEmailDeliveryReportStatus.Delivered;
    }

    private static BounceReason? ReasonOf(AcsEmailDeliveryReportStatus? status)
    {
        if (status == AcsEmailDeliveryReportStatus.Bounced)
            return BounceReason.Bounced;
        if (status == AcsEmailDeliveryReportStatus.Suppressed)
            return BounceReason.Suppressed;
        if (status == AcsEmailDeliveryReportStatus.Quarantined || status == AcsEmailDeliveryReportStatus.FilteredSpam)
            return BounceReason.Quarantined;
        return status == AcsEmailDeliveryReportStatus.Failed ? BounceReason.Failed : null;
    }

    [LoggerMessage(
        1501, LogLevel.Information, "Delivery reports: {Recorded} recorded, {Ignored} ignored, {Malformed} malformed, {Early} too early")]
    private partial void LogTaken(int recorded, int ignored, int malformed, int early);
}
