using EmbeddedHost.AzureStorage;
using EmbeddedHost.Testing;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Testing;

/// <summary>
/// Records the History table of real runs of <see cref="Purchase"/> on the Azure Storage provider. Run by name, when the provider changes.
/// </summary>
public sealed class AzureStorageRecorder
{
    [Fact(Explicit = true)]
    public async Task Record()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var hub = await TaskHub.CreateAsync(cancellation);
        hub.Orchestration<Purchase.Order, string>(nameof(Purchase), async context => await Purchase.RunAsync(context));
        hub.Activity<Purchase.Order, string>(nameof(Purchase.Reserve), order => Task.FromResult<string?>(Purchase.Reserve(order)));
        hub.Activity<string, decimal>(nameof(Purchase.Price), item => Task.FromResult(Purchase.Price(item)));
        hub.Activity<string, string>(nameof(Purchase.Confirm), answer => Task.FromResult<string?>(Purchase.Confirm(answer)));
        await hub.StartAsync();

        await RecordAsync(TableFixture.Waiting);
        await RecordAsync(TableFixture.Again, "again");
        await RecordAsync(TableFixture.Answered, "yes");

        async Task RecordAsync(string name, string? answer = null)
        {
            // Characters that a partition key may not hold are escaped in it.
            var instance = $"{name}^#1";
            await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(Purchase), new Purchase.Order(name, "lamp"), new StartOrchestrationOptions(instance), cancellation);
            var rows = await hub.SettleAsync(instance, cancellation);
            if (answer is not null)
            {
                await hub.Client.RaiseEventAsync(instance, Purchase.Answer, answer, cancellation);
                rows = await hub.SettleAsync(instance, cancellation);
            }

            using var replayer = new HistoryReplayer(typeof(Purchase));
            Assert.Null(replayer.FirstDifference(HistoryExport.FromTable(rows)));
            TableFixture.Write(name, rows);
        }
    }
}
