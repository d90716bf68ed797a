using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace CoachingWorkflow.Functions.Tests.Storage;

/// <summary>
/// A real Azurite on a port of its own, with its data in a folder of its own. It is found under <c>tests/Node</c>, where tests/run
/// installs it, or by the environment variable AZURITE; where it is missing, tests say so and are skipped.
/// </summary>
public sealed partial class AzuriteServer : IAsyncLifetime
{
    // Azurite's own well-known account, as its documentation has it: no secret.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coaching-azurite-");
    private Process? _process;
    private int _port;

    public int Port => _port;

    public string ConnectionString => $"{Account}BlobEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;";

    public static string NewContainerName() => "test-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public async ValueTask InitializeAsync()
    {
        if (Executable() is not null)
            await StartAsync();
    }

    /// <summary>Skips the test if there is no Azurite.</summary>
    public static void Require() => Assert.SkipWhen(
        Executable() is null, "Azurite is missing: run tests/run, or npm ci --prefix tests/Node, or name its azurite-blob in AZURITE.");

    /// <summary>A new, empty container.</summary>
    /// <param name="policy">Stands between the client and the service at each try.</param>
    public BlobContainerClient NewContainer(HttpPipelinePolicy? policy = null)
    {
        var options = new BlobClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(10);
        if (policy is not null)
            options.AddPolicy(policy, Azure.Core.HttpPipelinePosition.PerRetry);
        var container = new BlobServiceClient(ConnectionString, options).GetBlobContainerClient(NewContainerName());
        container.Create();
        return container;
    }

    /// <summary>Starts it, again on the same port with the same data.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Executable()!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--blobHost", "127.0.0.1", "--blobPort", _port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "--location", _folder.FullName, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            },
        };
        _process = Process.Start(start)!;
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);

        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } listening)
                continue;
            _port = int.Parse(listening.Groups["port"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }

        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    /// <summary>
    /// Ends it in the middle of whatever it does. Not by force: what it has acknowledged it keeps in memory for seconds, unlike the
    /// service that it stands for.
    /// </summary>
    public async Task TerminateAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(CancellationToken.None);

        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await TerminateAsync();
        _folder.Delete(recursive: true);
    }

    private static string? Executable()
    {
        if (Environment.GetEnvironmentVariable("AZURITE") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var installed = Path.Combine(folder.FullName, "tests", "Node", "node_modules", ".bin", "azurite-blob");
            if (File.Exists(installed))
                return installed;
        }

        return null;
    }

    [GeneratedRegex(@"listen\w* (on|at) http://127\.0\.0\.1:(?<port>\d+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Listening();
}
