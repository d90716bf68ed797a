using EmbeddedHost.DurableTask;

namespace EmbeddedHost.Engine;

/// <summary>The orchestration's code does not do what its history says it did.</summary>
public sealed class NonDeterministicOrchestrationException(string message) : InvalidOperationException(message);

/// <summary>An orchestration awaited, or ran on, something that is not durable.</summary>
public sealed class NonDurableAwaitException(string message) : InvalidOperationException(message);

/// <summary>An instance of this id has not ended, so none can be started under it.</summary>
public sealed class OrchestrationAlreadyExistsException(string message) : InvalidOperationException(message);

internal static class Failures
{
    /// <summary>What is stored of a failure: impersonal, as exceptions may quote what people wrote.</summary>
    public static TaskFailureDetails Of(string function, string errorType)
        => new(errorType, $"The function {function} failed with {errorType}; its log has the details.", null, null, null);

    /// <summary>The engine's own errors say what is wrong; all others are named only.</summary>
    public static TaskFailureDetails Of(string function, Exception exception) => exception switch
    {
        NonDeterministicOrchestrationException or NonDurableAwaitException
            => new(exception.GetType().FullName!, exception.Message, null, null, null),
        TaskFailedException failed
            => new(typeof(TaskFailedException).FullName!, failed.Message, null, failed.FailureDetails, null),
        _ => Of(function, TypeName(exception)),
    };

    public static string TypeName(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;
}
