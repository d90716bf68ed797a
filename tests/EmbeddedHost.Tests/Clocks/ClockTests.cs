using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using EmbeddedHost.Clocks;
using EmbeddedHost.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse(TestHost.Start, System.Globalization.CultureInfo.InvariantCulture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frozen_clock_stands_still_and_a_restart_keeps_its_position()
    {
        using var folder = new DataFolder();
        await using (var host = await TestHost.StartAsync([folder.Setting], [typeof(Functions)]))
        {
            Assert.Equal(Start, host.Now);
            Assert.Equal(Start.AddDays(30), (await host.AdvanceAsync(TimeSpan.FromDays(30))).Now);
        }

        await using var again = await TestHost.StartAsync([folder.Setting], [typeof(Functions)]);
        Assert.Equal(Start.AddDays(30), again.Now);
    }

    [Fact]
    public async Task A_running_clock_keeps_its_offset_and_goes_on()
    {
        using var folder = new DataFolder();
        DateTimeOffset advanced;
        await using (var host = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], [typeof(Functions)]))
        {
            var before = host.Now;
            advanced = (await host.AdvanceAsync(TimeSpan.FromDays(400))).Now;
            Assert.InRange(advanced, before.AddDays(400), before.AddDays(401));
        }

        await using var again = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], [typeof(Functions)]);
        Assert.InRange(again.Now, advanced, advanced.AddHours(1));
    }

    [Fact]
    public async Task The_clock_never_goes_back()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await Assert.ThrowsAsync<ClockBackwardsException>(() => host.AdvanceAsync(TimeSpan.FromTicks(-1)));
        await Assert.ThrowsAsync<ClockBackwardsException>(() => host.Clock.AdvanceToAsync(Start.AddDays(1), Cancellation));
        Assert.Equal(Start.AddDays(2), host.Now);
        Assert.Equal(Start.AddDays(2), (await host.Clock.AdvanceToAsync(Start.AddDays(2), Cancellation)).Now);
    }

    [Fact]
    public async Task A_folder_used_frozen_does_not_go_back_when_the_clock_runs()
    {
        using var folder = new DataFolder();
        await using (var frozen = await TestHost.StartAsync(
            [folder.Setting, "--Dev:Clock:Start=2040-01-01T00:00:00Z"], [typeof(Functions)]))
        {
            await frozen.AdvanceAsync(TimeSpan.FromDays(1));
        }

        await using var running = await TestHost.StartAsync([folder.Setting, "--Dev:Clock:Start="], [typeof(Functions)]);
        Assert.InRange(
            running.Now, new DateTimeOffset(2040, 1, 2, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 3, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Advances_run_one_after_the_other()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var advances = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.AdvanceAsync(TimeSpan.FromHours(1)), Cancellation)));
        Assert.Equal(Enumerable.Range(1, 20).Select(hour => Start.AddHours(hour)), advances.Select(advance => advance.Now).Order());
    }

    [Fact]
    public async Task Each_activity_sees_the_time_that_its_timer_was_due()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Weekly), 10);
        await host.AdvanceAsync(TimeSpan.FromDays(365));
        var times = (await host.InstanceAsync(id)).ReadOutputAs<List<DateTimeOffset>>();
        Assert.Equal(Enumerable.Range(1, 10).Select(week => Start.AddDays(7 * week)), times);
    }

    [Fact]
    public async Task Zero_waits_for_what_is_under_way()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var id = await host.ScheduleAsync(nameof(Functions.Slow));
        var rest = host.AdvanceAsync(TimeSpan.Zero);
        await Functions.SlowStarted.Task.WaitAsync(Cancellation);
        Assert.False(rest.IsCompleted);
        Functions.SlowMayEnd.SetResult();
        Assert.Equal(new ClockAdvance(Start, 0), await rest);
        Assert.True((await host.InstanceAsync(id)).IsCompleted);
    }

    [Fact]
    public async Task The_clock_stands_still_while_a_request_runs()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        using var gate = Gate.For(host);
        var request = host.Http.GetStringAsync("/api/hold", Cancellation);
        await gate.Entered.Task.WaitAsync(Cancellation);
        var advance = host.AdvanceAsync(TimeSpan.FromDays(1));
        var nested = await host.Http.GetStringAsync("/api/now", Cancellation);
        Assert.Equal(Start, host.Now);
        Assert.False(advance.IsCompleted);
        gate.MayLeave.SetResult();
        Assert.Equal(await request, nested);
        Assert.Equal(Start.AddDays(1), (await advance).Now);
    }

    [Fact]
    public async Task The_same_script_gives_the_same_steps_at_the_same_times()
    {
        Assert.Equal(await ScriptAsync(), await ScriptAsync());

        static async Task<string[]> ScriptAsync()
        {
            await using var host = await TestHost.StartAsync(typeof(Functions), typeof(Log));
            for (var i = 0; i < 20; i++)
            {
                await host.ScheduleAsync(nameof(Functions.Logs), $"{i}", $"i{i}");
                await host.RestAsync();
            }

            for (var day = 0; day < 5; day++)
            {
                await host.RaiseAsync($"i{day}", "Poke", day);
                await host.AdvanceAsync(TimeSpan.FromDays(1));
            }

            Assert.Equal(40, Log.Of(host).Length);
            return Log.Of(host);
        }
    }

    [Fact]
    public async Task The_endpoint_shows_the_clock_and_its_next_timer()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Weekly), 1);
        await host.RestAsync();
        var shown = await host.Http.GetFromJsonAsync<JsonElement>("/dev/clock", Cancellation);
        Assert.True(shown.GetProperty("frozen").GetBoolean());
        Assert.Equal(Start, shown.GetProperty("now").GetDateTimeOffset());
        Assert.Equal(Start.AddDays(3), shown.GetProperty("nextTimer").GetDateTimeOffset());
        using var response = await host.Http.PostAsJsonAsync("/dev/clock", new { advanceBy = "P30D" }, Cancellation);
        var advanced = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(3, advanced.GetProperty("fired").GetInt32());
        Assert.Equal(Start.AddDays(30), advanced.GetProperty("now").GetDateTimeOffset());
    }

    internal sealed class Functions(TimeProvider time)
    {
        internal static readonly TaskCompletionSource SlowStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        internal static readonly TaskCompletionSource SlowMayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [Function(nameof(Weekly))]
        public static async Task<List<DateTimeOffset>> Weekly([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var times = new List<DateTimeOffset>();
            for (var week = 0; week < context.GetInput<int>(); week++)
            {
                await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
                times.Add(await context.CallActivityAsync<DateTimeOffset>(nameof(ReadClock), week));
            }

            return times;
        }

        [Function(nameof(ReadClock))]
        public DateTimeOffset ReadClock([ActivityTrigger] int week) => week >= 0 ? time.GetUtcNow() : default;

        [Function(nameof(Slow))]
        public static Task Slow([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(SlowStep));

        [Function(nameof(SlowStep))]
        public static async Task SlowStep([ActivityTrigger] string? nothing)
        {
            SlowStarted.SetResult();
            await SlowMayEnd.Task;
            Assert.Null(nothing);
        }

        [Function(nameof(Logs))]
        public static async Task Logs([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var name = context.GetInput<string>();
            await context.CallActivityAsync(nameof(Log.Note), name + " began");
            using var cancellation = new CancellationTokenSource();
            var poke = context.WaitForExternalEvent<int>("Poke", cancellation.Token);
            var timer = context.CreateTimer(TimeSpan.FromDays(5), cancellation.Token);
            var first = await Task.WhenAny(poke, timer);
            await context.CallActivityAsync(nameof(Log.Note), name + (first == poke ? " poked" : " timed out"));
            cancellation.Cancel();
        }

        [Function("Hold")]
        public async Task<IActionResult> Hold([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hold")] HttpRequest request)
        {
            var gate = Gate.Of(request);
            gate.Entered.SetResult();
            await gate.MayLeave.Task;
            return Now(request);
        }

        [Function("Now")]
        public IActionResult Now([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "now")] HttpRequest request)
            => new ContentResult { Content = $"{time.GetUtcNow():o} {request.Method}" };
    }

    internal sealed class Log(SqliteFile file, TimeProvider time)
    {
        private static readonly ConcurrentDictionary<SqliteFile, ConcurrentQueue<string>> Lines = new();

        public static string[] Of(TestHost host) => [.. Lines[host.File]];

        [Function(nameof(Note))]
        public async Task Note([ActivityTrigger] string line)
        {
            await Task.Yield();
            Lines.GetOrAdd(file, _ => []).Enqueue($"{time.GetUtcNow():o} {line}");
        }
    }

    private sealed class Gate : IDisposable
    {
        private static readonly ConcurrentDictionary<int, Gate> Gates = new();
        private int _port;

        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource MayLeave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Gate For(TestHost host) => Gates[host.Address.Port] = new Gate { _port = host.Address.Port };

        public static Gate Of(HttpRequest request) => Gates[request.Host.Port!.Value];

        public void Dispose() => Gates.TryRemove(_port, out _);
    }
}
