using Microsoft.DurableTask;

namespace EmbeddedHost.Engine;

/// <summary>
/// The orchestration's code does not do what its history says it did. The message names the turn by its time, what history holds and what
/// the code did. The instance has failed with it; code that catches it is thrown it again by its next call.
/// </summary>
public sealed class HistoryMismatchException(string message) : InvalidOperationException(message);

/// <summary>
/// An orchestration awaited, or ran on, something that is not durable: a delay, a network call, a task of another thread. The instance has
/// failed with it.
/// </summary>
public sealed class NonDurableAwaitException(string message) : InvalidOperationException(message);

/// <summary>What is stored of a failure: impersonal, as exceptions may quote what people wrote.</summary>
internal static class Failures
{
    public static TaskFailureDetails Of(string function, string errorType)
        => new(errorType, Message(function, errorType), StackTrace: null, InnerFailure: null, Properties: null);

    /// <summary>The engine's own errors say what is wrong; all others are named only.</summary>
    public static TaskFailureDetails Of(string function, Exception exception) => exception switch
    {
        HistoryMismatchException or NonDurableAwaitException
            => new(TypeName(exception), exception.Message, StackTrace: null, InnerFailure: null, Properties: null),
        TaskFailedException { FailureDetails: { } cause } failed
            => new(
                TypeName(exception),
                $"Task '{failed.TaskName}' (#{failed.TaskId}) failed: {Message(failed.TaskName, cause.ErrorType)}",
                StackTrace: null,
                Of(failed.TaskName, cause.ErrorType),
                Properties: null),
        _ => Of(function, TypeName(exception)),
    };

    public static string TypeName(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    /// <summary>Says which function failed with what, without the exception's own text.</summary>
    public static string Message(string function, string errorType) =>
        $"The function {function} failed with {errorType}; its log has the details.";
}
