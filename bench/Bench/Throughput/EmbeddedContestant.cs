using CoachingWorkflow.Bench.Hosts;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>The embedded host, on a file (synchronous FULL) or in memory.</summary>
internal sealed class EmbeddedContestant(BenchHost host) : IContestant
{
    public int Orchestrations => 1000;

    public BenchHost Host => host;

    public static async Task<EmbeddedContestant> StartAsync(string data) => new(await BenchHost.StartAsync(data, typeof(FiveActivities)));

    public Task<TimeSpan> RunAsync() => ClientRound.RunAsync(host.Client, Orchestrations);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
