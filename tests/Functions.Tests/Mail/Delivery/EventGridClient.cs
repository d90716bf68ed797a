using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Mail.Delivery;

/// <summary>Delivers events as Event Grid does: the documented JSON of its schema, not our types.</summary>
internal sealed class EventGridClient(HttpClient http)
{
    public const string Key = "a key of thirty-two or more characters";

    public const string Topic = "/subscriptions/1/resourceGroups/g/providers/Microsoft.Communication/communicationServices/mail";

    public static JsonObject Handshake() => Event("Microsoft.EventGrid.SubscriptionValidationEvent", new()
    {
        ["validationCode"] = "512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
        ["validationUrl"] = "https://rp-westeurope.eventgrid.azure.net/validate?id=1",
    });

    public static JsonObject Report(string mail, string status) => Event("Microsoft.Communication.EmailDeliveryReportReceived", new()
    {
        ["sender"] = "coaching@example.org",
        ["recipient"] = "sam.canary@example.org",
        ["messageId"] = mail,
        ["status"] = status,
        ["deliveryStatusDetails"] = new JsonObject { ["statusMessage"] = "canary status message" },
        ["deliveryAttemptTimeStamp"] = "2027-01-04T08:00:01.123Z",
    });

    public Task<ApiAnswer> DeliverAsync(params JsonNode[] events) => PostAsync(new JsonArray(events).ToJsonString(), Key);

    public async Task<ApiAnswer> PostAsync(string body, string? key, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mail/delivery-reports");
        request.Content = new ByteArrayContent(
            Encoding.UTF8.GetBytes(body))
        { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType + "; charset=utf-8") } };
        if (key is not null)
            request.Headers.Add("X-Delivery-Reports-Key", key);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiAnswer.ReadAsync(response);
    }

    private static JsonObject Event(string type, JsonObject data) => new()
    {
        ["id"] = "2d1781af-3a4c-4d7c-bd0c-e34b19da4e66",
        ["topic"] = Topic,
        ["subject"] = "sender/coaching@example.org/message/1",
        ["data"] = data,
        ["eventType"] = type,
        ["dataVersion"] = "1.0",
        ["metadataVersion"] = "1",
        ["eventTime"] = "2027-01-04T08:00:02.5Z",
    };
}
