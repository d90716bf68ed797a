namespace CoachingWorkflow.Bench.Throughput;

/// <summary>Something that runs orchestrations of five sequential activities.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>How many orchestrations a round has: fewer where a thousand would take minutes.</summary>
    int Orchestrations { get; }

    /// <summary>Starts a round's orchestrations at once; returns how long it took until the last had its result.</summary>
    Task<TimeSpan> RunAsync();
}
