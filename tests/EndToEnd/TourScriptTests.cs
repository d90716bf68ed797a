using System.Diagnostics;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd;

/// <summary>The tour that README shows: it runs, and prints to the letter what is recorded.</summary>
public sealed class TourScriptTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tour_passes_and_prints_what_the_docs_show()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "The tour is a bash script; there is no bash here.");

        var start = new ProcessStartInfo("/bin/bash")
        {
            ArgumentList = { Path.Combine(Repository.Root, "examples", "tour.sh") },
            Environment = { ["BASE_URL"] = TourSettings.FreeAddress().ToString().TrimEnd('/'), ["NO_BUILD"] = "1" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var tour = Process.Start(start)!;
        var output = tour.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = tour.StandardError.ReadToEndAsync(Cancellation);
        await tour.WaitForExitAsync(Cancellation);

        Assert.True(tour.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Equal(
            (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tour.txt"), Cancellation)).TrimEnd(),
            (await output).TrimEnd());
    }
}
