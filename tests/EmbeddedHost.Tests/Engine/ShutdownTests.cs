using System.Collections.Concurrent;
using EmbeddedHost.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Engine;

public sealed class ShutdownTests
{
    [Theory]
    [InlineData("--Dev:Clock:Start=")]
    [InlineData("--Dev:Clock:Start=" + TestHost.Start)]
    public async Task A_running_activity_ends_and_is_not_run_again(string clock)
    {
        using var folder = new DataFolder();
        string id;
        await using (var host = await TestHost.StartAsync([folder.Setting, clock], [typeof(Functions)]))
        {
            id = await host.ScheduleAsync(nameof(Functions.TwoSteps), folder.Path);
            await Functions.Of(folder.Path).Began.Task.WaitAsync(TestContext.Current.CancellationToken);
            var stop = host.StopAsync();
            Assert.False(stop.IsCompleted);
            Functions.Of(folder.Path).MayEnd.SetResult();
            await stop;
        }

        await using var again = await TestHost.StartAsync([folder.Setting, clock], [typeof(Functions)]);
        var instance = await again.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        Assert.Equal("first 1, second 1", instance.ReadOutputAs<string>());
        Assert.NotNull(again.Services.GetService(typeof(SqliteFile)));
    }

    internal sealed class Run
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentDictionary<string, int> Counts { get; } = new();
    }

    internal static class Functions
    {
        private static readonly ConcurrentDictionary<string, Run> Runs = new();

        public static Run Of(string folder) => Runs.GetOrAdd(folder, _ => new Run());

        [Function(nameof(TwoSteps))]
        public static async Task<string> TwoSteps([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var folder = context.GetInput<string>();
            var first = await context.CallActivityAsync<int>(nameof(First), folder);
            var second = await context.CallActivityAsync<int>(nameof(Second), folder);
            return $"first {first}, second {second}";
        }

        [Function(nameof(First))]
        public static async Task<int> First([ActivityTrigger] string folder)
        {
            var run = Of(folder);
            run.Began.TrySetResult();
            await run.MayEnd.Task;
            return run.Counts.AddOrUpdate("first", 1, (_, count) => count + 1);
        }

        [Function(nameof(Second))]
        public static int Second([ActivityTrigger] string folder) => Of(folder).Counts.AddOrUpdate("second", 1, (_, count) => count + 1);
    }
}
