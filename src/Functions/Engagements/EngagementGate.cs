namespace CoachingWorkflow.Functions.Engagements;

/// <summary>
/// Lets commands on one engagement queue within this process instead of colliding in the store. What keeps the journal right
/// is the store's own check of its length; this only saves retries.
/// </summary>
internal sealed class EngagementGate : IDisposable
{
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the engagement's turn; disposing the answer gives it back.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public async Task<IDisposable> EnterAsync(string engagement, CancellationToken cancellation)
    {
        var lane = _lanes[(uint)StringComparer.Ordinal.GetHashCode(engagement) % Lanes];
        await lane.WaitAsync(cancellation);
        return new Turn(lane);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_lanes, lane => lane.Dispose());

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
