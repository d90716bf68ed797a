using EmbeddedHost.Storage;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Engine;

/// <summary>Everything here holds with the suspended code kept in memory and with a replay at every turn.</summary>
public sealed class ExternalEventTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Events_come_first_in_first_out_per_name_whatever_its_case(int cached)
    {
        await using var host = await StartAsync(cached);
        var id = await host.ScheduleAsync(nameof(Functions.Collect), 4);
        await host.RaiseAsync(id, "a", "1");
        await host.RaiseAsync(id, "B", "other");
        await host.RaiseAsync(id, "A", "2");
        await host.RestAsync();
        await host.RaiseAsync(id, "a", "3");
        await host.RaiseAsync(id, "A", "3");
        await host.RestAsync();
        Assert.Equal("1 2 3 3", (await host.InstanceAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Unprocessed_events_are_carried_over_in_order(int cached)
    {
        await using var host = await StartAsync(cached);
        var id = await host.ScheduleAsync(nameof(Functions.OneEach), string.Empty);
        foreach (var letter in "abcdefghijklm")
        {
            await host.RaiseAsync(id, "Letter", letter);
        }

        await host.RestAsync();
        Assert.Equal("abcdefghijklm", (await host.InstanceAsync(id)).ReadInputAs<string>());
        await host.RaiseAsync(id, "Letter", '.');
        await host.RestAsync();
        Assert.Equal("abcdefghijklm.", (await host.InstanceAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Without_preservation_unprocessed_events_go(int cached)
    {
        await using var host = await StartAsync(cached);
        var id = await host.ScheduleAsync(nameof(Functions.Forgetful), 0);
        await host.RaiseAsync(id, "Other", "gone");
        await host.RestAsync();
        await host.RaiseAsync(id, "Go");
        await host.RestAsync();
        await host.RaiseAsync(id, "Other", "kept");
        await host.RestAsync();
        Assert.Equal("kept", (await host.InstanceAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_cancelled_wait_takes_no_event(int cached)
    {
        await using var host = await StartAsync(cached);
        var id = await host.ScheduleAsync(nameof(Functions.GivesUpOnce));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.RaiseAsync(id, "Answer", "late");
        await host.RestAsync();
        Assert.Equal("late", (await host.InstanceAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task The_loser_of_a_race_leaves_nothing_behind(int cached)
    {
        await using var host = await StartAsync(cached);
        var id = await host.ScheduleAsync(nameof(Functions.Races));
        await host.RestAsync();
        await host.RaiseAsync(id, "Answer", "first");
        await host.RestAsync();
        var timers = host.File.Read(connection => connection.Prepared("SELECT count(*) FROM durable_timer").ExecuteScalar());
        Assert.Equal(0L, timers);
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromDays(60))).Fired);
        await host.RaiseAsync(id, "Answer", "second");
        await host.RestAsync();
        Assert.Equal("first second", (await host.InstanceAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_unknown_or_finished_instance_takes_no_events()
    {
        await using var host = await StartAsync(100);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RaiseAsync("nobody", "A"));
        var id = await host.ScheduleAsync(nameof(Functions.Collect), 0);
        await host.RestAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RaiseAsync(id, "A"));
    }

    [Fact]
    public async Task A_generation_leaves_only_its_own_history()
    {
        await using var host = await StartAsync(100);
        var id = await host.ScheduleAsync(nameof(Functions.OneEach), string.Empty);
        for (var i = 0; i < 5; i++)
        {
            await host.RaiseAsync(id, "Letter", 'x');
            await host.RestAsync();
        }

        var history = HistoryExport.Read(host.File, id);
        Assert.Equal(5, history.Generation);

        // OrchestratorStarted, ExecutionStarted, OrchestratorCompleted.
        Assert.Equal(3, history.EventCount);
    }

    private static Task<TestHost> StartAsync(int cached)
        => TestHost.StartAsync([$"--Engine:CachedInstances={cached}"], [typeof(Functions)]);

    internal static class Functions
    {
        [Function(nameof(Collect))]
        public static async Task<string> Collect([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var taken = new List<string>();
            for (var i = 0; i < context.GetInput<int>(); i++)
            {
                taken.Add(await context.WaitForExternalEvent<string>("A"));
            }

            return string.Join(' ', taken);
        }

        [Function(nameof(OneEach))]
        public static async Task<string> OneEach([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var text = context.GetInput<string>() + await context.WaitForExternalEvent<string>("letter");
            if (!text.EndsWith('.'))
            {
                context.ContinueAsNew(newInput: text);
            }

            return text;
        }

        [Function(nameof(Forgetful))]
        public static async Task<string> Forgetful([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            if (context.GetInput<int>() == 1)
            {
                return await context.WaitForExternalEvent<string>("Other");
            }

            await context.WaitForExternalEvent<object?>("Go");
            context.ContinueAsNew(newInput: 1, preserveUnprocessedEvents: false);
            return "continued";
        }

        [Function(nameof(GivesUpOnce))]
        public static async Task<string> GivesUpOnce([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var cancellation = new CancellationTokenSource();
            var first = context.WaitForExternalEvent<string>("Answer", cancellation.Token);
            await Task.WhenAny(first, context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None));
            cancellation.Cancel();
            return first.IsCanceled ? await context.WaitForExternalEvent<string>("Answer", CancellationToken.None) : "not cancelled";
        }

        [Function(nameof(Races))]
        public static async Task<string> Races([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var cancellation = new CancellationTokenSource();
            var answer = context.WaitForExternalEvent<string>("Answer", cancellation.Token);
            var timer = context.CreateTimer(TimeSpan.FromDays(30), cancellation.Token);
            await Task.WhenAny(answer, timer);
            cancellation.Cancel();
            return await answer + " " + await context.WaitForExternalEvent<string>("Answer", CancellationToken.None);
        }
    }
}
