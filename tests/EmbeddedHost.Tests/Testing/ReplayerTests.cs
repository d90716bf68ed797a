using EmbeddedHost.Engine;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Testing;

/// <summary>
/// Histories of the same orchestration, from this host's file, from its client and from the History table of Azure Storage, replay
/// with the same two lines, and changed code is found out in each as far as it holds what was changed.
/// </summary>
public sealed class ReplayerTests
{
    private const string Reserve = """CallActivity 'Reserve' with input {"Id":"own","Item":"lamp","Round":1}""";
    private const string Price = """CallActivity 'Price' with input "lamp" """;
    private const string AnyTime = "CreateTimer due *";

    /// <summary>What is said of a change in the three histories of an instance that waits; null where it cannot be seen.</summary>
    public static TheoryData<Type, Finding?, Finding?, Finding?> Changes => new()
    {
        {
            typeof(OtherActivity),
            new(Price, """CallActivity 'Cost' with input "lamp" """),
            new(Price, """CallActivity 'Cost' with input "lamp" """),
            new("CallActivity 'Price'", """CallActivity 'Cost' with input "lamp" """)
        },
        {
            typeof(OtherInput),
            new(Price, """CallActivity 'Price' with input "lantern" """),
            new(Price, """CallActivity 'Price' with input "lantern" """),
            null
        },
        { typeof(OtherDueTime), new(AnyTime, AnyTime), new(AnyTime, AnyTime), new(AnyTime, AnyTime) },
        { typeof(OtherEvent), new("WaitForExternalEvent 'Answer'", "WaitForExternalEvent 'Reply'"), null, null },
        { typeof(OtherOrder), new(Reserve, Price), new(Reserve, Price), new("CallActivity 'Reserve'", Price) },
        { typeof(Insertion), new(AnyTime, Price), new(AnyTime, Price), new(AnyTime, Price) },
        { typeof(EarlyEnd), new(AnyTime, "end without that call"), new(AnyTime, "end without that call"),
            new(AnyTime, "end without that call") },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_is_found_where_the_history_holds_what_was_changed(
        Type changed, Finding? own, Finding? client, Finding? table)
    {
        using var replayer = new HistoryReplayer(changed);
        var (ownHistory, clientHistory) = await RunAsync();

        Check(own, replayer.FirstDifference(ownHistory));
        Check(client, replayer.FirstDifference(clientHistory));
        Check(table, replayer.FirstDifference(HistoryExport.FromTable(TableFixture.Read(TableFixture.Waiting))));
    }

    [Fact]
    public async Task Unchanged_code_replays_all_three()
    {
        using var replayer = new HistoryReplayer(typeof(Purchase));
        string[] tables = [TableFixture.Waiting, TableFixture.Again, TableFixture.Answered];
        foreach (var answer in new[] { null, "again", "yes" })
        {
            var (own, client) = await RunAsync(answer);
            Assert.Null(replayer.FirstDifference(own));
            Assert.Null(replayer.FirstDifference(client));
        }

        Assert.All(tables, table => Assert.Null(replayer.FirstDifference(HistoryExport.FromTable(TableFixture.Read(table)))));
    }

    [Fact]
    public void An_exported_history_from_azure_replays_as_before()
    {
        var history = HistoryExport.FromJson(HistoryExport.FromTable(TableFixture.Read(TableFixture.Answered)).ToJson());
        using var same = new HistoryReplayer(typeof(Purchase));
        using var other = new HistoryReplayer(typeof(OtherActivity));

        Assert.True(history.FromAzure);
        Assert.Null(same.FirstDifference(history));
        Assert.Contains(
            "history holds CallActivity 'Price'; the code did CallActivity 'Cost'", other.FirstDifference(history),
            StringComparison.Ordinal);
    }

    /// <summary>A wait that Azure does not record shows once it has been answered: the code does not go on as history does.</summary>
    [Fact]
    public void Another_events_name_is_found_in_a_history_from_azure_that_goes_on_after_the_event()
    {
        using var replayer = new HistoryReplayer(typeof(OtherEvent));

        Check(
            new("CallActivity 'Confirm'", "not make that call"),
            replayer.FirstDifference(HistoryExport.FromTable(TableFixture.Read(TableFixture.Answered))));
    }

    [Fact]
    public void The_table_gives_the_present_generation_of_the_instance_in_whatever_order()
    {
        var rows = TableFixture.Read(TableFixture.Again);
        Assert.Equal(2, rows.DistinctBy(row => row["ExecutionId"]).Count());
        rows.Reverse();

        var history = HistoryExport.FromTable(rows);

        Assert.Equal("azure-storage-again^#1", history.InstanceId);
        Assert.Equal(nameof(Purchase), history.Orchestration);
        Assert.Equal("""{"Id":"azure-storage-again","Item":"lamp","Round":2}""", history.Input);
        Assert.Equal(
            ["Reserve", "Price"],
            history.Turns.SelectMany(turn => turn).Where(entry => entry.Kind == HistoryEntryKind.TaskScheduled)
                .Select(entry => entry.Name));
    }

    [Fact]
    public void A_failure_on_azure_keeps_its_type_and_its_message()
    {
        using var replayer = new HistoryReplayer(typeof(LooksAtTheFailure));
        var rows = TableFixture.Read(TableFixture.Waiting);

        Check(
            new("CreateTimer due *", "CallActivity 'System.InvalidOperationException: The shelf is locked.' with input null"),
            replayer.FirstDifference(HistoryExport.FromTable(rows)));
    }

    [Fact]
    public void What_cannot_be_replayed_is_said()
    {
        var rows = TableFixture.Read(TableFixture.Answered);
        Assert.Throws<ArgumentException>(() => HistoryExport.FromTable([]));
        Assert.Throws<ArgumentException>(() => HistoryExport.FromTable(rows.Concat(TableFixture.Read(TableFixture.Waiting))));
        Assert.Throws<ArgumentException>(() => HistoryExport.FromTable(rows.Where(row => !Is(row, "ExecutionStarted"))));

        var scheduled = rows.First(row => Is(row, "TaskCompleted"));
        scheduled.Remove("Result");
        scheduled["ResultBlobName"] = "large.json.gz";
        var large = Assert.Throws<NotSupportedException>(() => HistoryExport.FromTable(rows));
        Assert.Contains("keeps its Result in the blob large.json.gz", large.Message, StringComparison.Ordinal);

        var child = TableFixture.Read(TableFixture.Answered);
        child.First(row => Is(row, "TaskScheduled"))["EventType"] = "SubOrchestrationInstanceCreated";
        var unknown = Assert.Throws<NotSupportedException>(() => HistoryExport.FromTable(child));
        Assert.Contains("SubOrchestrationInstanceCreated", unknown.Message, StringComparison.Ordinal);
    }

    private static async Task<(HistoryExport Own, HistoryExport Client)> RunAsync(string? answer = null)
    {
        await using var host = await TestHost.StartAsync(typeof(Purchase));
        var id = await host.ScheduleAsync(nameof(Purchase), new Purchase.Order("own", "lamp"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        if (answer is not null)
        {
            await host.RaiseAsync(id, Purchase.Answer, answer);
            await host.RestAsync();
        }

        var client = HistoryExport.From(await host.Client.GetOrchestrationHistoryAsync(id, TestContext.Current.CancellationToken));
        return (HistoryExport.Read(host.File, id), client);
    }

    private static bool Is(IDictionary<string, object> row, string kind) =>
        row.TryGetValue("EventType", out var value) && (string)value == kind;

    private static void Check(Finding? expected, string? difference)
    {
        if (expected is null)
        {
            Assert.Null(difference);
            return;
        }

        Assert.NotNull(difference);
        Assert.Matches(
            $"does not match its history in the turn of .*: history holds {Pattern(expected.Held)}; the code did "
                + $"{Pattern(expected.Did)}\\. Change", difference);
    }

    private static string Pattern(string text)
        => System.Text.RegularExpressions.Regex.Escape(text.TrimEnd()).Replace("\\*", "[^;]+", StringComparison.Ordinal);

    /// <summary>What a difference is to say, <c>*</c> standing for any time.</summary>
    public sealed record Finding(string Held, string Did);

    private static class OtherActivity
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, price: "Cost");
    }

    private static class OtherInput
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, item: "lantern");
    }

    private static class OtherDueTime
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, days: 2.5);
    }

    private static class OtherEvent
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, answer: "Reply");
    }

    private static class OtherOrder
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, priceFirst: true);
    }

    private static class Insertion
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, priceTwice: true);
    }

    private static class EarlyEnd
    {
        [Function(nameof(Purchase))]
        public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Purchase.BuyAsync(context, waits: false);
    }

    private static class LooksAtTheFailure
    {
        [Function(nameof(Purchase))]
        public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                return await context.CallActivityAsync<string>(nameof(Reserve), "anything");
            }
            catch (TaskFailedException failed)
            {
                return await context.CallActivityAsync<string>($"{failed.FailureDetails.ErrorType}: {failed.FailureDetails.ErrorMessage}");
            }
        }
    }
}
