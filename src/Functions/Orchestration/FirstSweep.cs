namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>
/// Tells this process's first sweep from later ones. What another process recorded just before it died may have woken nobody,
/// so the first sweep has no patience; later ones must not disturb what is being done on time.
/// </summary>
internal sealed class FirstSweep
{
    private int _begun;

    /// <summary>True for the first caller only.</summary>
    public bool Begin() => Interlocked.Exchange(ref _begun, 1) == 0;
}
