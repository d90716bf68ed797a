using System.Diagnostics;
using System.Globalization;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>What Durable Functions runs on by default, DurableTask.AzureStorage, on an Azurite of its own.</summary>
internal sealed class AzureStorageContestant : IContestant
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Azurite _azurite;
    private readonly TaskHubWorker _worker;
    private readonly TaskHubClient _client;

    private AzureStorageContestant(Azurite azurite, AzureStorageOrchestrationService service)
    {
        _azurite = azurite;
        _worker = new TaskHubWorker(service, NullLoggerFactory.Instance);
        _worker.AddTaskOrchestrations(typeof(CountToFive)).AddTaskActivities(typeof(AddOne));
        _client = new TaskHubClient(service);
    }

    public int Orchestrations => 100;

    public static async Task<IContestant> StartAsync()
    {
        var azurite = await Azurite.StartAsync();
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            TaskHubName = "bench",
            StorageAccountClientProvider = new StorageAccountClientProvider(azurite.ConnectionString),
            LoggerFactory = NullLoggerFactory.Instance,

            // Not the pace that saves money on Azure: as fast as it can.
            MaxQueuePollingInterval = TimeSpan.FromMilliseconds(100),
        });
        await service.CreateIfNotExistsAsync();
        var contestant = new AzureStorageContestant(azurite, service);
        await contestant._worker.StartAsync();
        return contestant;
    }

    public async Task<TimeSpan> RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var instances = await Task.WhenAll(Enumerable.Range(0, Orchestrations).Select(
            _ => _client.CreateOrchestrationInstanceAsync(typeof(CountToFive), input: null)));
        foreach (var instance in instances)
        {
            var state = await _client.WaitForOrchestrationAsync(instance, Patience);
            if (state?.Output != FiveActivities.Activities.ToString(CultureInfo.InvariantCulture))
            {
                throw new InvalidOperationException($"An orchestration came to no result: it is {state?.OrchestrationStatus}.");
            }
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(isForced: true);
        _worker.Dispose();
        await _azurite.DisposeAsync();
    }

    private sealed class CountToFive : TaskOrchestration<int, object?>
    {
        public override async Task<int> RunTask(OrchestrationContext context, object? input)
        {
            var count = 0;
            for (var i = 0; i < FiveActivities.Activities; i++)
            {
                count = await context.ScheduleTask<int>(typeof(AddOne), count);
            }

            return count;
        }
    }

    private sealed class AddOne : TaskActivity<int, int>
    {
        protected override int Execute(TaskContext context, int input) => FiveActivities.Next(input);
    }
}
