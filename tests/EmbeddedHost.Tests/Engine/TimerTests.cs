using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Engine;

public sealed class TimerTests
{
    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(9, 3)]
    [InlineData(30, 10)]
    public async Task A_long_timer_wakes_every_three_days_as_on_Azure(int days, int timers)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Sleep), days);
        var advance = await host.AdvanceAsync(TimeSpan.FromDays(days));
        var instance = await host.InstanceAsync(id);
        Assert.Equal(timers, advance.Fired);
        Assert.True(instance.IsCompleted);
        Assert.Equal(host.Now, instance.ReadOutputAs<DateTimeOffset>());

        // Started, ExecutionStarted and TimerCreated, Completed; then Started, TimerFired and TimerCreated, Completed for
        // each; the last turn has ExecutionCompleted instead of TimerCreated.
        Assert.Equal(4 + (4 * timers), HistoryExport.Read(host.File, id).EventCount);
    }

    [Fact]
    public async Task A_timer_in_the_past_fires_at_once()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Sleep), -1);
        await host.RestAsync();
        Assert.True((await host.InstanceAsync(id)).IsCompleted);
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times_and_each_is_finished_before_the_next()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Steps));
        Steps.Reset(host);
        foreach (var days in new[] { 5, 1, 3, 1 })
        {
            await host.ScheduleAsync(nameof(Functions.SleepAndStep), days);
        }

        await host.AdvanceAsync(TimeSpan.FromDays(4));
        await host.ScheduleAsync(nameof(Functions.SleepAndStep), 0);
        await host.RestAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(10));
        Assert.Equal(["1+0", "1+1", "1+0", "1+1", "3+0", "3+1", "0+0", "5+0", "5+1", "0+1"], Steps.Of(host));
    }

    [Fact]
    public async Task The_running_clock_fires_timers_by_itself()
    {
        await using var host = await TestHost.StartAsync(["--Dev:Clock:Start="], [typeof(Functions)]);
        var id = await host.ScheduleAsync(nameof(Functions.Nap));
        var instance = await host.Client.WaitForInstanceCompletionAsync(
            id, getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        Assert.InRange(instance.ReadOutputAs<double>(), 0, 1000);
    }

    internal static class Functions
    {
        [Function(nameof(Sleep))]
        public static async Task<DateTime> Sleep([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromDays(context.GetInput<int>()), CancellationToken.None);
            return context.CurrentUtcDateTime;
        }

        [Function(nameof(SleepAndStep))]
        public static async Task SleepAndStep([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var days = context.GetInput<int>();
            await context.CreateTimer(TimeSpan.FromDays(days), CancellationToken.None);
            await context.CallActivityAsync(nameof(Steps.Step), $"{days}+0");
            await context.CreateTimer(TimeSpan.FromHours(days == 0 ? 30 : 0), CancellationToken.None);
            await context.CallActivityAsync(nameof(Steps.Step), $"{days}+1");
        }

        [Function(nameof(Nap))]
        public static async Task<double> Nap([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var due = context.CurrentUtcDateTime.AddMilliseconds(20);
            await context.CreateTimer(due, CancellationToken.None);
            return (context.CurrentUtcDateTime - due).TotalMilliseconds;
        }
    }
}
