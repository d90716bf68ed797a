using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>Durable Task's own test host: everything in memory, the worker reached by gRPC in the same process.</summary>
internal sealed class TestHostContestant(DurableTaskTestHost host) : IContestant
{
    /// <summary>It has as many work items at once as there are cores, and looks every half second whether it may take more.</summary>
    public int Orchestrations => 20;

    public static async Task<IContestant> StartAsync() => new TestHostContestant(await DurableTaskTestHost.StartAsync(
        registry =>
        {
            registry.AddOrchestratorFunc<object?, int>(nameof(FiveActivities.CountToFive), (context, _) => FiveActivities.CountToFive(context));
            registry.AddActivityFunc<int, int>(nameof(FiveActivities.Next), (_, count) => FiveActivities.Next(count));
        },
        new DurableTaskTestHostOptions { LoggerFactory = NullLoggerFactory.Instance }));

    public Task<TimeSpan> RunAsync() => ClientRound.RunAsync(host.Client, Orchestrations);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
