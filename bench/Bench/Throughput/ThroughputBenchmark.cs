using System.Globalization;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using EmbeddedHost.Storage;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>
/// Five sequential activities, 1,000 orchestrations at once: the embedded host, its peers and its limit in turns, so that whatever else the
/// machine does meets all of them.
/// </summary>
internal static class ThroughputBenchmark
{
    private const int WarmUp = 2;
    private const int Rounds = 7;

    public static async Task RunAsync(Report report)
    {
        using var folder = new BenchFolder();
        await using var embedded = await EmbeddedContestant.StartAsync(folder.Path);
        await using var inMemory = new Lane(await EmbeddedContestant.StartAsync(SqliteFile.InMemory), Rounds);
        await using var testHost = await Lane.TryStartAsync(TestHostContestant.StartAsync, rounds: 2);
        await using var azureStorage = await Lane.TryStartAsync(AzureStorageContestant.StartAsync, rounds: 2);
        var rates = new Samples();
        var shares = new Samples();
        var costs = new Samples();
        WrittenRows? last = null;
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var (time, written) = await WrittenRows.ByAsync(embedded.Host.File, embedded.RunAsync);
            var cost = Environment.CpuUsage.TotalTime - before;
            var bare = BareSqlite.Write(written);
            var rate = embedded.Orchestrations / time.TotalSeconds;
            last = written;
            if (round >= 0)
            {
                rates.Add(rate);
                shares.Add(100 * bare / time);
                costs.Add(cost.TotalMicroseconds / embedded.Orchestrations);
            }

            await inMemory.RunAsync(round, rate);
            await testHost.RunAsync(round, rate);
            await azureStorage.RunAsync(round, rate);
        }

        report.Add(
            "five activities, 1,000 at once, on a file, FULL", rates.Median, "/s", Budget.AtLeast(4000),
            string.Create(
                CultureInfo.InvariantCulture, $"{rates.At(0):0} to {rates.Worst:0}; {last!.Rows} rows in {last.Commits} commits"));
        report.Add("  processor time an orchestration", costs.Median, "µs", note: costs.Spread("µs"));
        report.Add(
            "  share of what bare SQLite reaches", shares.Median, "%", Budget.AtLeast(50), "the same rows in the same commits, no ADO.NET");
        inMemory.Report(report, "  the same in memory", budget: null);
        testHost.Report(report, "  Durable Task's test host, in memory, 20 at once", Budget.AtLeast(10));
        azureStorage.Report(report, "  DurableTask.AzureStorage on Azurite, 100 at once", Budget.AtLeast(100));
    }
}
