namespace CoachingWorkflow.Functions.Observability;

/// <summary>A function failed, said without the message of what was thrown: a host logs it and keeps it in histories.</summary>
/// <param name="description">Types and places.</param>
internal sealed class FunctionFailedException(string description) : Exception(description);
