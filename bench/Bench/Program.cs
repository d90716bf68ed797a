using System.Globalization;
using CoachingWorkflow.Bench.Growth;
using CoachingWorkflow.Bench.Latency;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.Bench.Throughput;

if (args is [WaitingRestart.Command, var folder, var instances])
{
    await WaitingRestart.RunAsync(folder, int.Parse(instances, CultureInfo.InvariantCulture));
    return 0;
}

const string Json = "--json";
Dictionary<string, Func<Report, Task>> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["throughput"] = ThroughputBenchmark.RunAsync,
    ["events"] = EventRoundTrips.RunAsync,
    ["waiting"] = WaitingInstances.RunAsync,
    ["months"] = TwelveMonths.RunAsync,
    ["commands"] = Commands.RunAsync,
    ["pages"] = LinkPages.RunAsync,
    ["start"] = ProcessStart.RunAsync,
    ["secrets"] = Secrets.RunAsync,
};
var option = Array.IndexOf(args, Json);
var file = option >= 0 ? args.ElementAtOrDefault(option + 1) : null;
List<string> names = [.. args.Where((_, place) => option < 0 || (place != option && place != option + 1))];
if ((option >= 0 && file is null) || names.Exists(name => !benchmarks.ContainsKey(name)))
{
    await Console.Error.WriteLineAsync($"Usage: [{string.Join('|', benchmarks.Keys)}]… [{Json} <file>]");
    return 1;
}

var report = new Report(Machine.Inspect(), Console.Error);
foreach (var (name, run) in benchmarks)
{
    if (names.Count == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase))
    {
        await run(report);
    }
}

report.Print(Console.Out);
if (file is not null)
{
    report.WriteJson(file);
}

return 0;
