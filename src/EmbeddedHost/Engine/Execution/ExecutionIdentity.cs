namespace EmbeddedHost.Engine.Execution;

/// <summary>What identifies an execution: one generation of an instance.</summary>
/// <param name="Name">The orchestration function's name.</param>
/// <param name="InstanceId">The instance's id.</param>
/// <param name="Generation">
/// How many times it has continued as new; null where another host, which does not say, recorded the history.
/// </param>
/// <param name="Input">The generation's input as JSON.</param>
internal sealed record ExecutionIdentity(string Name, string InstanceId, int? Generation, string? Input);
