using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedHost.Tests.Hosting;

public sealed class TimerTriggerTests
{
    [Fact]
    public async Task A_timer_function_runs_once_per_advance_at_its_end()
    {
        await using var host = await TestHost.StartAsync(typeof(Hourly));
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromMinutes(59))).Fired);
        Assert.Equal(1, (await host.AdvanceAsync(TimeSpan.FromMinutes(1))).Fired);
        Assert.Equal(1, (await host.AdvanceAsync(TimeSpan.FromDays(30))).Fired);
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromMinutes(30))).Fired);
        var runs = Hourly.Of(host);
        Assert.Equal(["10:00", "10:00"], runs.Select(run => run.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(runs, run => Assert.False(run.Info.IsPastDue));
        Assert.Equal(runs[0].At, runs[1].Info.ScheduleStatus?.Last);
        Assert.Equal(host.Now.UtcDateTime.AddMinutes(30), runs[1].Info.ScheduleStatus?.Next);
    }

    [Fact]
    public async Task What_runs_at_startup_runs_on_a_frozen_clock_too()
    {
        await using var host = await TestHost.StartAsync(typeof(AtStart));
        await host.RestAsync();
        Assert.Single(Runs.Of(host));
        Assert.Equal(1, (await host.AdvanceAsync(TimeSpan.FromDays(1))).Fired);
    }

    [Fact]
    public async Task After_a_downtime_a_function_is_told_that_it_is_late()
    {
        using var folder = new DataFolder();
        await using (var host = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], [typeof(Hourly)]))
        {
            await host.AdvanceAsync(TimeSpan.FromHours(1));
            Assert.Single(Hourly.Of(host));
        }

        // Two hours pass while no function of that name is there.
        await using (var host = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], []))
        {
            await host.AdvanceAsync(TimeSpan.FromHours(2));
        }

        await using var again = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], [typeof(Hourly)]);
        await again.RestAsync();
        Assert.True(Assert.Single(Hourly.Of(again)).Info.IsPastDue);
    }

    [Fact]
    public async Task A_function_that_throws_runs_again_at_its_next_time()
    {
        await using var host = await TestHost.StartAsync(typeof(Fails));
        Assert.Equal(1, (await host.AdvanceAsync(TimeSpan.FromHours(1))).Fired);
        Assert.Equal(1, (await host.AdvanceAsync(TimeSpan.FromHours(1))).Fired);
        Assert.Equal(2, Runs.Of(host).Length);
    }

    internal sealed record Run(DateTime At, TimerInfo Info);

    internal static class Runs
    {
        private static readonly ConcurrentDictionary<TimeProvider, ConcurrentQueue<Run>> All = new();

        public static Run[] Of(TestHost host) => Of((TimeProvider)host.Services.GetService(typeof(TimeProvider))!);

        public static Run[] Of(TimeProvider time) => All.TryGetValue(time, out var runs) ? [.. runs] : [];

        public static void Add(TimeProvider time, TimerInfo info)
            => All.GetOrAdd(time, _ => []).Enqueue(new Run(time.GetUtcNow().UtcDateTime, info));
    }

    internal sealed class Hourly(TimeProvider time)
    {
        public static Run[] Of(TestHost host) => Runs.Of(host);

        [Function("Hourly")]
        public void Hour([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Runs.Add(time, timer);
    }

    internal sealed class AtStart(TimeProvider time)
    {
        [Function("AtStart")]
        public async Task Start([TimerTrigger("0 0 12 * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            Runs.Add(time, timer);
        }
    }

    internal sealed class Fails(TimeProvider time)
    {
        [Function("Fails")]
        public void Fail([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            Runs.Add(time, timer);
            throw new TimeoutException();
        }
    }
}
