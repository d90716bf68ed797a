using System.Diagnostics;

namespace CoachingWorkflow.Bench.Hosts;

/// <summary>Runs this program again, so that memory and start are those of a process that did nothing else.</summary>
internal static class ThisProgram
{
    /// <summary>What it prints.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var executable = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(executable) == "dotnet" ? [typeof(ThisProgram).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(executable, [.. assembly, .. arguments])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
