namespace EmbeddedHost.DurableTask;

/// <summary>An activity that an orchestration called has failed, its retries included.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Tells which task failed and why.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed: {failureDetails?.ErrorMessage}")
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The activity's name.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call within the orchestration's generation.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public TaskFailureDetails FailureDetails { get; }
}

/// <summary>
/// What went wrong in a function. Histories stay impersonal: the message that the embedded host stores says the
/// function and the type of the exception, never the exception's own text.
/// </summary>
/// <param name="ErrorType">The exception's type, with its namespace.</param>
/// <param name="ErrorMessage">What happened, without anything that a person wrote.</param>
/// <param name="StackTrace">Always null here: the log has it.</param>
/// <param name="InnerFailure">The failure that caused this one.</param>
/// <param name="Properties">Further facts; always null here.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>Whether the error's type is <typeparamref name="T"/> or derived from it.</summary>
    public bool IsCausedBy<T>()
        where T : Exception
        => IsCausedBy(typeof(T));

    /// <summary>Whether the error's type is the given one or derived from it; false when the type is not loaded.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (string.Equals(ErrorType, targetBaseExceptionType.FullName, StringComparison.Ordinal))
        {
            return true;
        }

        return AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .FirstOrDefault(type => type is not null)
            ?.IsSubclassOf(targetBaseExceptionType) ?? false;
    }
}
