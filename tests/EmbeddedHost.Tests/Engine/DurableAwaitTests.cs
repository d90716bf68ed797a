using EmbeddedHost.Engine;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Tests.Engine;

/// <summary>Awaiting what is not durable fails the instance; it does not hang.</summary>
public sealed class DurableAwaitTests
{
    [Theory]
    [InlineData(nameof(Functions.Delays))]
    [InlineData(nameof(Functions.DelaysBesideATimer))]
    [InlineData(nameof(Functions.AwaitsATaskThatNeverEnds))]
    [InlineData(nameof(Functions.HopsToAnotherThread))]
    [InlineData(nameof(Functions.HopsBehindADurableTask))]
    [InlineData(nameof(Functions.CancelsFromAnotherThread))]
    public async Task Awaiting_what_is_not_durable_fails_the_instance(string orchestration)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(orchestration);
        var instance = await host.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(typeof(NonDurableAwaitException).FullName, instance.FailureDetails?.ErrorType);
        Assert.Contains(
            "may await only the tasks of its TaskOrchestrationContext", instance.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromDays(60))).Fired);
    }

    [Fact]
    public async Task Combinations_of_durable_tasks_may_be_awaited()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Combines));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(16, (await host.InstanceAsync(id)).ReadOutputAs<int>());
    }

#pragma warning disable RS0030, DURABLE0003, DURABLE0004 // What these orchestrations do wrong is what is tested.
    internal static class Functions
    {
        private static readonly TaskCompletionSource Never = new();

        [Function(nameof(Delays))]
        public static async Task Delays([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.Delay(TimeSpan.FromHours(1), CancellationToken.None);
            context.SetCustomStatus("not reached");
        }

        [Function(nameof(DelaysBesideATimer))]
        public static async Task DelaysBesideATimer([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            await timer;
        }

        [Function(nameof(AwaitsATaskThatNeverEnds))]
        public static async Task AwaitsATaskThatNeverEnds([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<int>(nameof(Echo), 1);
            await Never.Task;
        }

        [Function(nameof(HopsToAnotherThread))]
        public static async Task HopsToAnotherThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None).ConfigureAwait(false);
            await context.CallActivityAsync<int>(nameof(Echo), 1);
            await timer;
        }

        [Function(nameof(HopsBehindADurableTask))]
        public static async Task HopsBehindADurableTask([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var timer = context.CreateTimer(TimeSpan.FromDays(30), CancellationToken.None);
            await Task.Run(() => 1, CancellationToken.None).ContinueWith(
                async _ => await context.CallActivityAsync<int>(nameof(Echo), 1), TaskScheduler.Default).Unwrap();
            await timer;
        }

        [Function(nameof(CancelsFromAnotherThread))]
        public static async Task CancelsFromAnotherThread([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(30), cancellation.Token);
            _ = Task.Run(cancellation.Cancel, CancellationToken.None);
            await timer;
        }

        [Function(nameof(Combines))]
        public static async Task<int> Combines([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var results = await Task.WhenAll(Enumerable.Range(1, 5).Select(value => context.CallActivityAsync<int>(nameof(Echo), value)));
            await Task.Yield();
            var first = await Task.WhenAny(AfterAsync(context, hours: 2), AfterAsync(context, hours: 1));
            return results.Sum() + await first;
        }

        [Function(nameof(Echo))]
        public static int Echo([ActivityTrigger] int value) => value;

        private static async Task<int> AfterAsync(TaskOrchestrationContext context, int hours)
        {
            await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
            return hours;
        }
    }
}
