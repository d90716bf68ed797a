using System.Diagnostics;

namespace CoachingWorkflow.EndToEnd.Servers;

/// <summary>A server of tests/Node in a process of its own, with a folder of its own. Its first line says where it listens.</summary>
public sealed class NodeServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-node-");
    private readonly string _script;
    private Process? _process;

    private NodeServer(string script) => _script = script;

    /// <summary>Where it keeps what it took.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Finds a server; skips the test if its parts are missing.</summary>
    /// <param name="script">Its file in tests/Node.</param>
    /// <param name="package">The npm package that it needs.</param>
    public static NodeServer Require(string script, string package)
    {
        var node = Path.Combine(Repository.Root, "tests", "Node");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(node, "node_modules", package)),
            $"{script} cannot run: run tests/run, or npm ci --prefix tests/Node.");
        return new NodeServer(Path.Combine(node, script));
    }

    /// <summary>Starts it.</summary>
    /// <returns>Its first line.</returns>
    public async Task<string> StartAsync(params string[] arguments)
    {
        _process = Process.Start(
            new ProcessStartInfo("node", [_script, Folder, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        using var patience = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(patience.Token)
            ?? throw new InvalidOperationException($"{_script} ended before it listened.");
    }

    /// <summary>The lines of a file in its folder, as far as there are any.</summary>
    public IEnumerable<string> Lines(string name) =>
        Path.Combine(Folder, name + ".jsonl") is var file && File.Exists(file) ? File.ReadLines(file) : [];

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
