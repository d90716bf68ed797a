namespace CoachingWorkflow.Functions.Observability;

/// <summary>Tells giving up from a timeout, which libraries throw as a cancellation too.</summary>
internal static class Cancellations
{
    /// <summary>Whether something was thrown because the caller gave up, and not because an answer did not come.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="cancellation">The caller's.</param>
    public static bool IsGivingUp(this Exception failure, CancellationToken cancellation) =>
        failure is OperationCanceledException && cancellation.IsCancellationRequested;
}
