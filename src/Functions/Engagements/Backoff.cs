namespace CoachingWorkflow.Functions.Engagements;

/// <summary>
/// Pauses before something is tried again: longer each time, and of random length, so that those who were in each other's way do not
/// meet again at the same moment.
/// </summary>
/// <param name="time">Measures the pauses. They pass in real time, also where the clock is advanced.</param>
/// <param name="random">A random number from 0 to 1, from the composition root.</param>
internal sealed class Backoff(TimeProvider time, Func<double> random)
{
    private const int MostDoublings = 16;

    /// <summary>For instances that append to one journal: about as long as an append takes, and a caller waits for the answer.</summary>
    public static (TimeSpan First, TimeSpan Longest) AmongWriters { get; } =
        (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500));

    /// <summary>For what nobody waits for and must not be given up.</summary>
    public static (TimeSpan First, TimeSpan Longest) InOutage { get; } = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(20));

    /// <summary>Pauses.</summary>
    /// <param name="attempt">How many attempts have failed, from 1.</param>
    /// <param name="span">The longest first pause, and the longest of all.</param>
    public Task PauseAsync(int attempt, (TimeSpan First, TimeSpan Longest) span, CancellationToken cancellation)
    {
        var most = Math.Min(span.Longest.Ticks, span.First.Ticks << Math.Min(attempt - 1, MostDoublings));
        return Task.Delay(TimeSpan.FromTicks((long)(most * random())), time, cancellation);
    }
}
