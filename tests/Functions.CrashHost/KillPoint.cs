using System.Diagnostics;
using System.Globalization;

namespace CoachingWorkflow.Functions.CrashHost;

/// <summary>Kills this process when something has happened so many times.</summary>
internal sealed class KillPoint(string setting)
{
    private readonly string _moment = setting.Split(':')[0];
    private int _left = setting.Split(':') is [_, var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 0;

    /// <summary>Something has happened.</summary>
    public void Passed(string moment)
    {
        if (moment != _moment || Interlocked.Decrement(ref _left) != 0)
            return;
        Console.Out.WriteLine($"killed at {setting}");
        Console.Out.Flush();
        Process.GetCurrentProcess().Kill();

        // The signal may take a moment, in which nothing more is to happen here.
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne();
    }
}
