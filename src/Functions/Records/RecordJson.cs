using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CoachingWorkflow.Functions.Access;
using CoachingWorkflow.Functions.Desk;
using CoachingWorkflow.Functions.Drafts;
using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Storage.Macs;

namespace CoachingWorkflow.Functions.Records;

/// <summary>How records are written. A release may add members; what a later one wrote and this one does not know is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccessRecord))]
[JsonSerializable(typeof(DigestList))]
[JsonSerializable(typeof(DigestRow))]
[JsonSerializable(typeof(Draft))]
[JsonSerializable(typeof(IndexedAddresses))]
[JsonSerializable(typeof(JournalsAdopted))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    public static byte[] Write<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(record, type);

    public static T Read<T>(StoredRecord stored, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(stored.Content.Span, type) ?? throw new JsonException("A record is an object.");
}
