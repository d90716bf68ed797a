using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CoachingWorkflow.Bench.Reporting;

/// <summary>The machine that was measured on, and how busy others kept it.</summary>
/// <param name="Cores">How many cores this process may use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Load">How many threads of the whole machine wanted a core, over the last minute; null where that is not told.</param>
/// <param name="SyncMilliseconds">The median time of a 4 kB write with its sync: what each commit on a file costs at least.</param>
internal sealed record Machine(int Cores, string System, string Runtime, double? Load, double SyncMilliseconds)
{
    private const string LoadFile = "/proc/loadavg";
    private const int Syncs = 101;

    /// <summary>Whether others were at work too, so that absolute figures tell little.</summary>
    public bool IsBusy => Load > 0.5 * Cores;

    /// <summary>To be taken before anything is measured: later the load is this program's own.</summary>
    public static Machine Inspect() => new(
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists(LoadFile) ? double.Parse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture) : null,
        Sync());

    private static double Sync()
    {
        var times = new Samples();
        var path = Path.GetTempFileName();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var page = new byte[4096];
            for (var i = 0; i < Syncs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return times.Median;
    }
}
