using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// How entries and documents are written: one form for one content, because hashes are taken over it; and read strictly, because
/// a member that is not understood would be lost without anyone noticing.
/// </summary>
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(Document))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>The one form.</summary>
    public static StoredJson Canonical { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });
}
