using System.Diagnostics;

namespace CoachingWorkflow.Functions.Tests.Faults;

internal static class Shell
{
    /// <summary>Runs a command, as an operator does.</summary>
    public static async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", command },
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var shell = Process.Start(start)!;
        var errors = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, errors);
    }
}
