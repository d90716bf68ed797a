using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Access;

namespace CoachingWorkflow.Functions.Records;

/// <summary>How records are written. A release may add members; what a later one wrote and this one does not know is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccessRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
