using Azure.Data.Tables;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmbeddedHost.AzureStorage;

/// <summary>
/// A task hub of the Azure Storage provider, as Durable Functions has it by default, on an emulator: orchestrations run on it through
/// the isolated worker's own code, in real time.
/// </summary>
public sealed class TaskHub : IAsyncDisposable
{
    private const string Name = "Recording";

    private static readonly DurableTaskShimFactory Shims = new(new DurableTaskWorkerOptions
    {
        DataConverter = new JsonDataConverter(new System.Text.Json.JsonSerializerOptions { PropertyNameCaseInsensitive = true }),
    });

    private readonly StorageEmulator _storage;
    private readonly TaskHubWorker _worker;
    private readonly TableClient _history;

    private TaskHub(StorageEmulator storage, AzureStorageOrchestrationService service)
    {
        _storage = storage;
        _history = new TableClient(storage.ConnectionString, Name + "History");
        _worker = new TaskHubWorker(service, NullLoggerFactory.Instance) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        Client = new TaskHubDurableClient(service);
    }

    /// <summary>Starts orchestrations and raises events at them.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Makes an empty hub. Functions are added before it starts.</summary>
    public static async Task<TaskHub> CreateAsync(CancellationToken cancellation)
    {
        var storage = await StorageEmulator.StartAsync(cancellation);
        var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
        {
            TaskHubName = Name,
            StorageAccountClientProvider = new StorageAccountClientProvider(storage.ConnectionString),
            PartitionCount = 1,
            MaxQueuePollingInterval = TimeSpan.FromMilliseconds(100),
        });
        await service.CreateIfNotExistsAsync();
        return new TaskHub(storage, service);
    }

    public void Orchestration<TInput, TOutput>(string name, Func<TaskOrchestrationContext, Task<TOutput?>> run)
        => _worker.AddTaskOrchestrations(new Creator<TaskOrchestration>(
            name, () => Shims.CreateOrchestration<TInput, TOutput>(name, (context, _) => run(context))));

    public void Activity<TInput, TOutput>(string name, Func<TInput, Task<TOutput?>> run)
        => _worker.AddTaskActivities(
            new Creator<TaskActivity>(name, () => Shims.CreateActivity<TInput, TOutput>(name, (_, input) => run(input!))));

    public Task StartAsync() => _worker.StartAsync();

    /// <summary>
    /// Waits until an instance waits for something or has ended, with no turn for a while, and returns the rows of its partition in the
    /// History table.
    /// </summary>
    public async Task<IReadOnlyList<TableEntity>> SettleAsync(string instance, CancellationToken cancellation)
    {
        const int Looks = 6;
        IReadOnlyList<TableEntity> rows = [];
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var unchanged = 0; unchanged < Looks; await often.WaitForNextTickAsync(cancellation))
        {
            var now = await RowsAsync(instance, cancellation);
            unchanged = Rests(now) && LastChange(now) == LastChange(rows) ? unchanged + 1 : 0;
            rows = now;
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(isForced: true);
        _worker.Dispose();
        await _storage.DisposeAsync();
    }

    private async Task<IReadOnlyList<TableEntity>> RowsAsync(string instance, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        var key = instance.Replace("^", "^^", StringComparison.Ordinal).Replace("#", "^2", StringComparison.Ordinal);
        await foreach (var row in _history.QueryAsync<TableEntity>(row => row.PartitionKey == key, cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static DateTimeOffset? LastChange(IReadOnlyList<TableEntity> rows) => rows.Max(row => row.Timestamp);

    private static bool Rests(IReadOnlyList<TableEntity> rows)
    {
        var execution = rows.FirstOrDefault(row => row.RowKey == "sentinel")?.GetString("ExecutionId");
        var present = rows.Where(row => row.GetString("ExecutionId") == execution).ToLookup(row => row.GetString("EventType"));
        return present["ExecutionCompleted"].Any() || present["TimerCreated"].Count() > present["TimerFired"].Count();
    }

    private sealed class Creator<T> : ObjectCreator<T>
    {
        private readonly Func<T> _create;

        public Creator(string name, Func<T> create)
        {
            Name = name;
            Version = string.Empty;
            _create = create;
        }

        public override T Create() => _create();
    }
}
