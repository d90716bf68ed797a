using Microsoft.DurableTask.Testing;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>Durable Task's own test host: everything in memory, the worker reached by gRPC in the same process.</summary>
internal sealed class TestHostContestant(DurableTaskTestHost host) : IContestant
{
    private const string LogLevel = "Logging__LogLevel__Default";

    /// <summary>It has as many work items at once as there are cores, and looks every half second whether it may take more.</summary>
    public int Orchestrations => 20;

    public static async Task<IContestant> StartAsync()
    {
        // Its inner web server writes several lines a call to the console, and takes that from its configuration alone.
        Environment.SetEnvironmentVariable(LogLevel, "None");
        try
        {
            return new TestHostContestant(await DurableTaskTestHost.StartAsync(registry =>
            {
                registry.AddOrchestratorFunc<object?, int>(
                    nameof(FiveActivities.CountToFive), (context, _) => FiveActivities.CountToFive(context));
                registry.AddActivityFunc<int, int>(nameof(FiveActivities.Next), (_, count) => FiveActivities.Next(count));
            }));
        }
        finally
        {
            Environment.SetEnvironmentVariable(LogLevel, null);
        }
    }

    public Task<TimeSpan> RunAsync() => ClientRound.RunAsync(host.Client, Orchestrations);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
