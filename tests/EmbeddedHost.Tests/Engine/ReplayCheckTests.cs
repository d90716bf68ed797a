using EmbeddedHost.Engine;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace EmbeddedHost.Tests.Engine;

/// <summary>A release whose orchestration does something else than the running instances' histories say is found out.</summary>
public sealed class ReplayCheckTests
{
    private const string Name = "Process";

    public static TheoryData<Type, string, string> Changes => new()
    {
        { typeof(OtherActivity), "CallActivity 'Greet' with input \"a\"", "CallActivity 'Salute' with input \"a\"" },
        { typeof(OtherInput), "CallActivity 'Greet' with input \"a\"", "CallActivity 'Greet' with input \"b\"" },
        { typeof(OtherDueTime), "CreateTimer due 2026-01-15T09:00:00.0000000Z", "CreateTimer due 2026-01-16T09:00:00.0000000Z" },
        { typeof(OtherEvent), "WaitForExternalEvent 'Answer'", "WaitForExternalEvent 'Reply'" },
        { typeof(OtherOrder), "CreateTimer due 2026-01-15T09:00:00.0000000Z", "WaitForExternalEvent 'Answer'" },
        { typeof(MissingCall), "CreateTimer due 2026-01-15T09:00:00.0000000Z", "not make that call" },
        { typeof(ExtraCall), "no further call in this turn", "CallActivity 'Greet' with input \"extra\"" },
        { typeof(EarlyEnd), "no end of the orchestration in this turn", "end" },
        { typeof(SwallowsTheError), "CallActivity 'Greet' with input \"a\"", "CallActivity 'Salute' with input \"a\"" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_changed_call_fails_the_instance_and_both_sides_are_named(Type changed, string held, string did)
    {
        using var folder = new DataFolder();
        string id;
        HistoryExport history;
        await using (var host = await TestHost.StartAsync([folder.Setting], [typeof(Original)]))
        {
            id = await host.ScheduleAsync(Name);
            await host.RestAsync();
            history = HistoryExport.Read(host.File, id);
        }

        await using (var host = await TestHost.StartAsync([folder.Setting], [changed]))
        {
            await host.RaiseAsync(id, "Answer", "yes");
            await host.RestAsync();
            var instance = await host.InstanceAsync(id);
            Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
            Assert.Equal(typeof(HistoryMismatchException).FullName, instance.FailureDetails?.ErrorType);
            Assert.Contains($"history holds {held}; the code did {did}.", instance.FailureDetails?.ErrorMessage, StringComparison.Ordinal);
        }

        using var replayer = new HistoryReplayer(changed);
        Assert.Contains($"history holds {held}; the code did {did}.", replayer.FirstDifference(history), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unchanged_code_goes_on_after_a_restart_and_its_history_replays()
    {
        using var folder = new DataFolder();
        string id;
        await using (var host = await TestHost.StartAsync([folder.Setting], [typeof(Original)]))
        {
            id = await host.ScheduleAsync(Name);
            await host.AdvanceAsync(TimeSpan.FromDays(4));
        }

        await using var restarted = await TestHost.StartAsync([folder.Setting], [typeof(Original)]);
        using var replayer = new HistoryReplayer(typeof(Original));
        Assert.Null(replayer.FirstDifference(HistoryExport.FromJson(HistoryExport.Read(restarted.File, id).ToJson())));
        await restarted.RaiseAsync(id, "Answer", "yes");
        await restarted.RestAsync();
        Assert.Equal("yes", (await restarted.InstanceAsync(id)).ReadOutputAs<string>());

        var ended = HistoryExport.Read(restarted.File, id);
        Assert.Null(replayer.FirstDifference(ended));
        using var other = new HistoryReplayer(typeof(OtherEvent));
        Assert.NotNull(other.FirstDifference(ended));
    }

    [Fact]
    public async Task An_exported_history_is_readable_and_holds_the_input()
    {
        await using var host = await TestHost.StartAsync(typeof(Original));
        var id = await host.ScheduleAsync(Name, "in", "the-id");
        await host.RestAsync();
        var json = HistoryExport.Read(host.File, id).ToJson();
        Assert.Contains("\"kind\": \"TaskScheduled\"", json, StringComparison.Ordinal);
        Assert.Contains("\"instanceId\": \"the-id\"", json, StringComparison.Ordinal);
        Assert.Equal("\"in\"", HistoryExport.FromJson(json).Input);
    }

    internal static class Original
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) => Shared.GoOnAsync(context);

        [Function("Greet")]
        public static string Greet([ActivityTrigger] string name) => "hello " + name;
    }

    internal static class OtherActivity
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Shared.GoOnAsync(context, activity: "Salute");
    }

    internal static class OtherInput
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) => Shared.GoOnAsync(context, input: "b");
    }

    internal static class OtherDueTime
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) => Shared.GoOnAsync(context, days: 11);
    }

    internal static class OtherEvent
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Shared.GoOnAsync(context, answer: "Reply");
    }

    internal static class OtherOrder
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<string>("Greet", "a");
            var answered = context.WaitForExternalEvent<string>("Answer", CancellationToken.None);
            await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None), answered);
            return await answered;
        }
    }

    internal static class MissingCall
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<string>("Greet", "a");
            await new TaskCompletionSource().Task;
            return string.Empty;
        }
    }

    internal static class ExtraCall
    {
        [Function(Name)]
        public static Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var run = Shared.GoOnAsync(context);
            _ = context.CallActivityAsync<string>("Greet", "extra");
            return run;
        }
    }

    internal static class EarlyEnd
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var run = Shared.GoOnAsync(context);
            await Task.CompletedTask;
            return run.IsCompleted ? "never" : "early";
        }
    }

    internal static class SwallowsTheError
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await Shared.GoOnAsync(context, activity: "Salute");
            }
            catch (InvalidOperationException)
            {
                return "all is well";
            }
        }
    }

    private static class Shared
    {
        public static async Task<string> GoOnAsync(
            TaskOrchestrationContext context, string activity = "Greet", string input = "a", int days = 10, string answer = "Answer")
        {
            await context.CallActivityAsync<string>(activity, input);
            using var cancellation = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(days), cancellation.Token);
            var answered = context.WaitForExternalEvent<string>(answer, CancellationToken.None);
            await Task.WhenAny(timer, answered);
            cancellation.Cancel();
            return await answered;
        }
    }
}
