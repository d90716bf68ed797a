using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CoachingWorkflow.Bench.Hosts;

namespace CoachingWorkflow.Bench.Throughput;

/// <summary>Azurite with blobs, queues and tables on ports of its own, as tests/Node has it.</summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    // Azurite's own well-known account, as its documentation has it: no secret.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly BenchFolder _folder;
    private readonly Process _process;

    private Azurite(BenchFolder folder, Process process, IReadOnlyList<int> ports)
    {
        _folder = folder;
        _process = process;
        ConnectionString = Account + string.Concat(ports.Zip(["Blob", "Queue", "Table"], (port, service) => string.Create(
            CultureInfo.InvariantCulture, $"{service}Endpoint=http://127.0.0.1:{port}/devstoreaccount1;")));
    }

    public string ConnectionString { get; }

    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static async Task<Azurite> StartAsync()
    {
        var start = new ProcessStartInfo(Executable())
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--skipApiVersionCheck", "--disableTelemetry" },
        };
        var folder = new BenchFolder();
        start.ArgumentList.Add("--location");
        start.ArgumentList.Add(folder.Path);
        start.ArgumentList.Add("--silent");
        var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);

        // It says so service by service, in the order of the endpoints.
        var ports = new List<int>();
        using var patience = new CancellationTokenSource(Patience);
        while (ports.Count < 3 && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } listening)
            {
                ports.Add(int.Parse(listening.Groups["port"].ValueSpan, CultureInfo.InvariantCulture));
            }
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return ports.Count == 3
            ? new Azurite(folder, process, ports) : throw new InvalidOperationException("Azurite ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Executable()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "tests", "Node", "node_modules", ".bin", "azurite");
            if (File.Exists(installed))
            {
                return installed;
            }
        }

        throw new FileNotFoundException("Azurite is missing: npm ci --prefix tests/Node --ignore-scripts");
    }

    [GeneratedRegex(@"listen\w* (on|at) http://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
