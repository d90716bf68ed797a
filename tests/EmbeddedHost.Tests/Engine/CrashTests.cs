using System.Diagnostics;
using EmbeddedHost.Engine;
using EmbeddedHost.Storage;
using EmbeddedHost.Testing;

namespace EmbeddedHost.Tests.Engine;

/// <summary>A process is killed (SIGKILL) again and again: what it acknowledged is done, exactly once in the histories.</summary>
public sealed class CrashTests
{
    private const int Crashes = 24;
    private const int InstancesEach = 12;
    private const long Seed = 20261124;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_kill_9()
    {
        using var folder = new DataFolder();
        var open = new List<string>();
        var number = Seed;
        for (var crash = 0; crash < Crashes; crash++)
        {
            for (var i = 0; i < InstancesEach; i++)
            {
                open.Add($"start {crash}-{i}");
                open.Add($"raise {crash}-{i}");
            }

            number = number * 48271 % int.MaxValue;
            var acknowledged = await RunAsync(folder.Path, open, kill: (int)(number % (open.Count + 1)));
            open.RemoveAll(acknowledged.Contains);
        }

        await RunAsync(folder.Path, open, kill: null);
        var all = Enumerable.Range(0, Crashes).SelectMany(crash => Enumerable.Range(0, InstancesEach).Select(i => $"{crash}-{i}")).ToList();
        var finished = await RunAsync(folder.Path, [.. all.Select(id => "finish " + id)], kill: null);
        Assert.Equal(all.Count, finished.Count);

        await using var file = new SqliteFile(folder.Path);
        var taken = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "steps.txt"), TestContext.Current.CancellationToken);
        foreach (var id in all)
        {
            var history = HistoryExport.Read(file, id);
            var scheduled = history.Turns.SelectMany(turn => turn).Where(entry => entry.Kind == HistoryEntryKind.TaskScheduled)
                .Select(entry => entry.Data);
            Assert.Equal(Enumerable.Range(1, 6).Select(step => $"\"{id}:{step}\""), scheduled);
            Assert.Equal(6, history.Turns.SelectMany(turn => turn).Count(entry => entry.Kind == HistoryEntryKind.TaskCompleted));
            Assert.Single(history.Turns.SelectMany(turn => turn), entry => entry.Kind == HistoryEntryKind.TimerFired);
            Assert.All(Enumerable.Range(1, 6), step => Assert.Contains($"{id}:{step}", taken));
        }
    }

    /// <summary>Runs the host with these commands; kills it after so many acknowledgements. Returns what was acknowledged.</summary>
    private static async Task<HashSet<string>> RunAsync(string folder, IReadOnlyList<string> commands, int? kill)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "EmbeddedHost.CrashHost");
        using var process = Process.Start(new ProcessStartInfo(host, [folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var acknowledged = new HashSet<string>();
        try
        {
            foreach (var phase in commands.GroupBy(command => command.Split(' ')[0] == "start").OrderByDescending(group => group.Key))
            {
                var sent = phase.ToList();
                foreach (var command in sent)
                {
                    await process.StandardInput.WriteLineAsync(command);
                }

                await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
                for (var i = 0; i < sent.Count; i++)
                {
                    if (acknowledged.Count == kill)
                    {
                        process.Kill();
                        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                        return acknowledged;
                    }

                    acknowledged.Add(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                        ?? throw new InvalidOperationException("The host ended by itself."));
                }
            }

            if (kill is not null)
            {
                process.Kill();
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return acknowledged;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
