using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Tests.Engine;

public sealed class FirstStepsTests
{
    [Fact]
    public async Task A_sequence_of_activities_completes_with_its_result()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Sum), 3);
        await host.RestAsync();

        var instance = await host.InstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, instance.RuntimeStatus);
        Assert.Equal(6, instance.ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_event_races_a_reminder()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Wait));
        var first = await host.AdvanceAsync(TimeSpan.FromDays(11));
        await host.RaiseAsync(id, "done", "yes");
        await host.RestAsync();

        var instance = await host.InstanceAsync(id);
        Assert.Equal("yes after 1 reminders", instance.ReadOutputAs<string>());
        Assert.Equal(4, first.Fired);
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromDays(30))).Fired);
    }

    internal static class Functions
    {
        [Function(nameof(Sum))]
        public static async Task<int> Sum([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var sum = 0;
            for (var i = 1; i <= context.GetInput<int>(); i++)
            {
                sum += await context.CallActivityAsync<int>(nameof(Echo), i);
            }

            return sum;
        }

        [Function(nameof(Wait))]
        public static async Task<string> Wait([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var done = context.WaitForExternalEvent<string>("Done");
            for (var reminders = 0; ; reminders++)
            {
                using var cancellation = new CancellationTokenSource();
                var reminder = context.CreateTimer(TimeSpan.FromDays(10), cancellation.Token);
                if (await Task.WhenAny(done, reminder) == done)
                {
                    cancellation.Cancel();
                    return $"{await done} after {reminders} reminders";
                }
            }
        }

        [Function(nameof(Echo))]
        public static int Echo([ActivityTrigger] int value) => value;
    }
}
