using System.Text.Json;
using CsCheck;
using EmbeddedHost.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace EmbeddedHost.Tests.Engine;

/// <summary>Keeping suspended code in memory is an optimisation: results and histories are those of replaying at every turn.</summary>
public sealed class InterleavingTests
{
    private static readonly Gen<(int Kind, int Value)[]> Scripts = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40]).Array[1, 25];

    [Fact]
    public async Task Any_interleaving_gives_the_same_with_and_without_suspended_code()
    {
        await using var cached = await TestHost.StartAsync([], [typeof(Functions)]);
        await using var replayed = await TestHost.StartAsync(["--Engine:CachedInstances=0"], [typeof(Functions)]);
        using var replayer = new HistoryReplayer(typeof(Functions));
        var number = 0;
        await Scripts.SampleAsync(
            async script =>
            {
                var id = $"i{number++}";
                var one = await RunAsync(cached, id, script, inBursts: false);
                var other = await RunAsync(replayed, id, script, inBursts: false);
                Assert.Equal(one.ToJson(), other.ToJson());
                Assert.Null(replayer.FirstDifference(one));
            },
            iter: 60,
            threads: 1);
        Assert.True(number >= 60);
    }

    /// <summary>How a burst falls into turns depends on the machine; the order of each name's events and the replay do not.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Bursts_keep_each_names_order_and_replay(int cached)
    {
        await using var host = await TestHost.StartAsync([$"--Engine:CachedInstances={cached}"], [typeof(Functions)]);
        using var replayer = new HistoryReplayer(typeof(Functions));
        var number = 0;
        await Scripts.SampleAsync(
            async script =>
            {
                var history = await RunAsync(host, $"i{number++}", script, inBursts: true);
                Assert.Null(replayer.FirstDifference(history));
                var log = JsonSerializer.Deserialize<List<string>>(history.Input!)!;
                Assert.True(IsSubsequence(
                    log.Where(line => line[0] == 'a'), script.Where(step => step.Kind is 0 or 1).Select(step => $"a{step.Value}")));
                Assert.True(IsSubsequence(
                    log.Where(line => line[0] == 'b'), script.Where(step => step.Kind is 2 or 3).Select(step => $"b{step.Value}")));
            },
            iter: 60,
            threads: 1);
        Assert.True(number >= 60);
    }

    private static async Task<HistoryExport> RunAsync(TestHost host, string id, (int Kind, int Value)[] script, bool inBursts)
    {
        await host.ScheduleAsync(nameof(Functions.Waits), new List<string>(), id);
        foreach (var (kind, value) in script)
        {
            if (!inBursts)
            {
                await host.RestAsync();
            }

            await (kind switch
            {
                0 or 1 => host.RaiseAsync(id, "A", value),
                2 or 3 => host.RaiseAsync(id, "B", value),
                4 => host.AdvanceAsync(TimeSpan.FromHours(value)),
                _ => host.RestAsync(),
            });
        }

        await host.RestAsync();
        var history = HistoryExport.Read(host.File, id);
        await host.Client.TerminateInstanceAsync(id, null, TestContext.Current.CancellationToken);
        return history;
    }

    private static bool IsSubsequence(IEnumerable<string> part, IEnumerable<string> whole)
    {
        using var rest = whole.GetEnumerator();
        return part.All(wanted =>
        {
            while (rest.MoveNext())
            {
                if (rest.Current == wanted)
                {
                    return true;
                }
            }

            return false;
        });
    }

    internal static class Functions
    {
        [Function(nameof(Waits))]
        public static async Task Waits([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var log = context.GetInput<List<string>>()!;
            using var cancellation = new CancellationTokenSource();
            var a = context.WaitForExternalEvent<int>("A", cancellation.Token);
            var b = context.WaitForExternalEvent<int>("b", cancellation.Token);
            var reminder = context.CreateTimer(TimeSpan.FromHours(30), cancellation.Token);
            for (var wake = 0; wake < 3; wake++)
            {
                var first = await Task.WhenAny(a, b, reminder);
                if (first == reminder)
                {
                    break;
                }

                log.Add(await context.CallActivityAsync<string>(nameof(Say), first == a ? $"a{await a}" : $"b{await b}"));
                a = first == a ? context.WaitForExternalEvent<int>("A", cancellation.Token) : a;
                b = first == b ? context.WaitForExternalEvent<int>("b", cancellation.Token) : b;
            }

            cancellation.Cancel();
            context.ContinueAsNew(newInput: log.TakeLast(8).ToList());
        }

        [Function(nameof(Say))]
        public static string Say([ActivityTrigger] string what) => what;
    }
}
