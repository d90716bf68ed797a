using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EmbeddedHost.AzureStorage;

/// <summary>An Azurite with blobs, queues and tables on ports of its own, in memory.</summary>
public sealed partial class StorageEmulator : IAsyncDisposable
{
    // Azurite's own well-known account, as its documentation has it: no secret.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private StorageEmulator(Process process, IEnumerable<KeyValuePair<string, string>> addresses)
    {
        _process = process;
        ConnectionString = Account + string.Concat(addresses.Select(service => $"{service.Key}Endpoint={service.Value}/devstoreaccount1;"));
    }

    public string ConnectionString { get; }

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    public static async Task<StorageEmulator> StartAsync(CancellationToken cancellation)
    {
        var executable = Executable();
        Assert.SkipWhen(executable is null, "Azurite is missing: run tests/run, or npm ci --prefix tests/Node.");
        string[] services = ["blob", "queue", "table"];
        var process = Process.Start(new ProcessStartInfo(
            executable!,
            [
                .. services.SelectMany(service => new[] { $"--{service}Host", "127.0.0.1", $"--{service}Port", "0" }),
                "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence",
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        while (addresses.Count < services.Length && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } listening)
            {
                addresses[listening.Groups["service"].Value] = listening.Groups["address"].Value;
            }
        }

        if (addresses.Count < services.Length)
        {
            throw new InvalidOperationException("Azurite ended before it listened.");
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new StorageEmulator(process, addresses);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string? Executable()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "tests", "Node", "node_modules", ".bin", "azurite");
            if (File.Exists(installed))
            {
                return installed;
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"Azurite (?<service>\w+) service .*listening (on|at) (?<address>http://127\.0\.0\.1:\d+)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
