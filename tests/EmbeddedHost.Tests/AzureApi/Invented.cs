// Types that pretend to be Azure's and differ in one thing each, to show that the check would notice.
#pragma warning disable IDE0130, MA0048
namespace Microsoft.DurableTask;

/// <summary>Has a member that Azure's has not.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(taskName, innerException)
        => TaskId = taskId;

    public int TaskId { get; }

    public int Severity => TaskId;
}

/// <summary>Is sealed where Azure's is not.</summary>
public sealed class RetryPolicy
{
    private RetryPolicy()
    {
    }
}

/// <summary>Does not exist.</summary>
public static class Invented;
