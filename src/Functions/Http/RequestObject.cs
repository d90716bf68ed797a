using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Http;

/// <summary>
/// A JSON object of a request, as it came: every member may be missing. Members that it does not know are kept to be refused.
/// </summary>
internal abstract record RequestObject
{
    /// <summary>Members that the contract does not have.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>The body of a request, as it came.</summary>
/// <typeparam name="TCommand">What it asks for. Who asks, and what the address names, is completed by the endpoint.</typeparam>
internal abstract record RequestBody<TCommand> : RequestObject
    where TCommand : Command
{
    /// <summary>Checks every value.</summary>
    /// <param name="check">Takes the mistakes; the answer is used only if there were none.</param>
    public abstract TCommand Check(Validation check);
}
