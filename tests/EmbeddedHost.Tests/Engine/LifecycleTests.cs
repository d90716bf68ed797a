using DurableTask.Core.Exceptions;
using EmbeddedHost.Engine;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedHost.Tests.Engine;

public sealed class LifecycleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_id_cannot_be_started_and_a_finished_one_is_replaced()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Waits), 1, "one");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => host.ScheduleAsync(nameof(Functions.Waits), 2, "one"));
        await host.RaiseAsync("one", "End");
        await host.RestAsync();
        await host.ScheduleAsync(nameof(Functions.Waits), 3, "one");
        await host.RestAsync();
        var instance = await host.InstanceAsync("one");
        Assert.Equal(OrchestrationRuntimeStatus.Running, instance.RuntimeStatus);
        Assert.Equal(3, instance.ReadInputAs<int>());
        Assert.Null(instance.SerializedOutput);
    }

    [Fact]
    public async Task Nothing_is_kept_of_waits_for_what_has_ended_or_never_was()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var waiters = host.Services.GetRequiredService<DurableEngine>().Waiters;
        await host.ScheduleAsync(nameof(Functions.Waits), 1, "one");
        var waits = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.Client.WaitForInstanceCompletionAsync("one", Cancellation)));
        Assert.Equal(1, waiters.Count);
        await host.RaiseAsync("one", "End");
        Assert.All(await waits, end => Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus));

        await host.Client.WaitForInstanceCompletionAsync("one", Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.WaitForInstanceCompletionAsync("two", Cancellation));
        Assert.Equal(0, waiters.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("a\nb")]
    public async Task An_id_is_printable_ascii(string id)
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await Assert.ThrowsAsync<ArgumentException>(() => host.ScheduleAsync(nameof(Functions.Waits), null, id));
        await Assert.ThrowsAsync<ArgumentException>(() => host.ScheduleAsync(nameof(Functions.Waits), null, new string('x', 101)));
        Assert.Equal(new string('x', 100), await host.ScheduleAsync(nameof(Functions.Waits), null, new string('x', 100)));
    }

    [Fact]
    public async Task A_terminated_instance_does_nothing_more()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Waits), 1, "one");
        await host.RestAsync();
        var end = host.Client.WaitForInstanceCompletionAsync("one", getInputsAndOutputs: true, Cancellation);
        await host.Client.TerminateInstanceAsync("one", "enough", Cancellation);
        Assert.Equal("enough", (await end).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await end).RuntimeStatus);
        Assert.Equal(0, (await host.AdvanceAsync(TimeSpan.FromDays(40))).Fired);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RaiseAsync("one", "End"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.TerminateInstanceAsync("two", null, Cancellation));

        await host.ScheduleAsync(nameof(Functions.Waits), 2, "one");
        await host.RaiseAsync("one", "End");
        await host.RestAsync();
        Assert.Equal(2, (await host.InstanceAsync("one")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Only_what_has_ended_is_purged()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Waits), 1, "one");
        await host.RestAsync();
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync("one", Cancellation)).PurgedInstanceCount);
        Assert.Equal(0, (await host.Client.PurgeInstanceAsync("two", Cancellation)).PurgedInstanceCount);
        await host.RaiseAsync("one", "End");
        await host.RestAsync();
        Assert.Equal(1, (await host.Client.PurgeInstanceAsync("one", Cancellation)).PurgedInstanceCount);
        Assert.Null(await host.Client.GetInstanceAsync("one", Cancellation));
        Assert.Throws<InvalidOperationException>(() => HistoryExport.Read(host.File, "one"));
    }

    [Fact]
    public async Task Instances_are_listed_page_by_page_by_what_a_query_asks_for()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        var start = host.Now;
        foreach (var id in new[] { "b-1", "a-1", "a-2", "b-2" })
        {
            await host.ScheduleAsync(nameof(Functions.Waits), 1, id);
        }

        await host.RestAsync();
        await host.Client.TerminateInstanceAsync("a-1", Cancellation);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.ScheduleAsync(nameof(Functions.Waits), 2, "a-3");
        await host.RestAsync();

        Assert.Equal(["b-1", "a-1", "a-2", "b-2", "a-3"], await ListAsync(null));
        Assert.Equal(["b-1", "a-2", "b-2", "a-3"], await ListAsync(new(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["a-1"], await ListAsync(new(Statuses: [OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Failed])));
        Assert.Empty(await ListAsync(new(Statuses: [])));
        Assert.Equal(["a-1", "a-2", "a-3"], await ListAsync(new(InstanceIdPrefix: "a-", PageSize: 2)));
        Assert.Empty(await ListAsync(new(InstanceIdPrefix: "A-")));
        Assert.Equal(["a-3"], await ListAsync(new(CreatedFrom: start.AddHours(1))));
        Assert.Equal(["b-1", "a-1", "a-2", "b-2"], await ListAsync(new(CreatedTo: start, PageSize: 4)));
        Assert.Throws<NotSupportedException>(() => host.Client.GetAllInstancesAsync(new(TaskHubNames: ["other"])));

        var pages = await host.Client.GetAllInstancesAsync(new(PageSize: 2)).AsPages().ToListAsync(Cancellation);
        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(["a-2", "b-2", "a-3"], await ListAsync(new(ContinuationToken: pages[0].ContinuationToken)));

        Assert.Null((await host.Client.GetAllInstancesAsync().FirstAsync(Cancellation)).SerializedInput);
        Assert.Equal(
            "1", (await host.Client.GetAllInstancesAsync(new(FetchInputsAndOutputs: true)).FirstAsync(Cancellation)).SerializedInput);

        async Task<List<string>> ListAsync(OrchestrationQuery? query)
            => await host.Client.GetAllInstancesAsync(query).Select(instance => instance.InstanceId).ToListAsync(Cancellation);
    }

    [Fact]
    public async Task Inputs_outputs_and_custom_status_are_given_when_asked_for()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await host.ScheduleAsync(nameof(Functions.Waits), 7, "one");
        await host.RestAsync();
        var plain = await host.Client.GetInstanceAsync("one", Cancellation);
        var full = await host.InstanceAsync("one");
        Assert.Null(plain?.SerializedInput);
        Assert.Null(plain?.SerializedCustomStatus);
        Assert.Equal(7, full.ReadInputAs<int>());
        Assert.Equal("waiting", full.ReadCustomStatusAs<string>());
        Assert.Equal(host.Now, full.CreatedAt);
        Assert.True(full.IsRunning);
    }

    [Fact]
    public async Task Ids_made_by_an_orchestration_are_the_same_on_replay_and_differ_by_generation()
    {
        await using var host = await TestHost.StartAsync(["--Engine:CachedInstances=0"], [typeof(Functions)]);
        var id = await host.ScheduleAsync(nameof(Functions.MakesIds));
        for (var i = 0; i < 3; i++)
        {
            await host.RaiseAsync(id, "Next");
            await host.RestAsync();
        }

        var ids = (await host.InstanceAsync(id)).ReadInputAs<List<Guid>>()!;
        Assert.Equal(6, ids.Count);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        Assert.Equal(5, ids[0].Version);
    }

    [Fact]
    public async Task An_unknown_orchestration_cannot_be_started()
    {
        await using var host = await TestHost.StartAsync(typeof(Functions));
        await Assert.ThrowsAsync<ArgumentException>(() => host.ScheduleAsync("Nobody"));
    }

    internal static class Functions
    {
        [Function(nameof(Waits))]
        public static async Task<int> Waits([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus("waiting");
            using var ended = new CancellationTokenSource();
            var end = context.WaitForExternalEvent<object?>("End", CancellationToken.None);
            await Task.WhenAny(end, context.CreateTimer(TimeSpan.FromDays(30), ended.Token));
            ended.Cancel();
            return context.GetInput<int>();
        }

        [Function(nameof(MakesIds))]
        public static async Task MakesIds([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var made = context.NewGuid();
            context.SetCustomStatus(made);
            var again = await context.CallActivityAsync<Guid>(nameof(Echo), made);
            await context.WaitForExternalEvent<object?>("Next");
            context.ContinueAsNew(newInput: (List<Guid>)[.. context.GetInput<List<Guid>>() ?? [], made, again]);
        }

        [Function(nameof(Echo))]
        public static Guid Echo([ActivityTrigger] Guid value) => value;
    }
}
