using CoachingWorkflow.Bench;

// Usage: Bench [names…]; without names all run. Each prints its budget (DESIGN.md, section 9) beside what was measured.
if (args is [WaitingInstances.RestartCommand, var folder])
{
    await WaitingInstances.RestartAsync(folder);
    return;
}

Dictionary<string, Func<Report, Task>> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["throughput"] = Throughput.RunAsync,
    ["events"] = EventRoundTrips.RunAsync,
    ["waiting"] = WaitingInstances.RunAsync,
    ["months"] = TwelveMonths.RunAsync,
    ["commands"] = Commands.RunAsync,
    ["secrets"] = Secrets.RunAsync,
};
var report = new Report(Console.Out);
foreach (var (name, run) in benchmarks)
{
    if (args.Length == 0 || args.Contains(name, StringComparer.OrdinalIgnoreCase))
    {
        await run(report);
    }
}
