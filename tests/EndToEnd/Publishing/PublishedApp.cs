using System.Diagnostics;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Publishing;

[assembly: AssemblyFixture(typeof(PublishedApp))]

namespace CoachingWorkflow.EndToEnd.Publishing;

/// <summary>What <c>dotnet publish src/Functions</c> makes, made once for all tests that ask for it.</summary>
public sealed class PublishedApp : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly Lazy<Task> _published;

    public PublishedApp() => _published = new Lazy<Task>(PublishAsync);

    public string Folder => _folder.Path;

    public async Task<PublishedApp> MadeAsync()
    {
        await _published.Value;
        return this;
    }

    public void Dispose() => _folder.Dispose();

    // The configuration that these tests were built in, so that nothing is compiled again.
    private static string Configuration =>
        Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;

    private async Task PublishAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet", [
                "publish", Path.Combine(Repository.Root, "src", "Functions"), "--configuration", Configuration, "--output", Folder,
                "--nologo",

                // The build has analyzed it; here it would take a minute again.
                "-p:RunAnalyzers=false"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // A build server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet publish failed:\n{await output}\n{await errors}");
    }
}
