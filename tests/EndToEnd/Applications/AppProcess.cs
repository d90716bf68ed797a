using System.Diagnostics;
using System.Text;

namespace CoachingWorkflow.EndToEnd.Applications;

/// <summary>The built application in a process of its own, which can be killed at any moment and started again.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(15);

    private readonly string _assembly;
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StringBuilder _output = new();
    private readonly HttpClient _probe;
    private Process? _process;

    private AppProcess(
        string assembly, Uri address, string data, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        _assembly = assembly;
        _environment = environment ?? new Dictionary<string, string>();
        Address = address;
        Data = data;
        _arguments = arguments;
        _probe = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>What the application has written to its console, of all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    private static string Built => Path.Combine(AppContext.BaseDirectory, "CoachingWorkflow.Functions.dll");

    /// <summary>The application of an assembly, not started yet.</summary>
    public static AppProcess Of(
        string assembly, Uri address, string data, string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new(assembly, address, data, arguments, environment);

    /// <summary>Starts the application on a data folder and waits until it answers.</summary>
    public static async Task<AppProcess> StartAsync(
        string data, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null, params string[] more)
    {
        var address = TourSettings.FreeAddress();
        var app = Of(Built, address, data, [.. TourSettings.Arguments(address, data), .. more], environment);
        await app.RestartAsync(cancellation);
        return app;
    }

    /// <summary>Runs the application, which is expected to end by itself; returns its exit code and everything it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string[] arguments, CancellationToken cancellation)
    {
        await using var app = Of(Built, new Uri("http://127.0.0.1"), "", arguments);
        app.Launch();
        await app._process!.WaitForExitAsync(cancellation).WaitAsync(StartDeadline, cancellation);
        return (app._process.ExitCode, app.Output);
    }

    /// <summary>Completes when the process has ended by itself.</summary>
    public Task EndAsync(CancellationToken cancellation) => _process!.WaitForExitAsync(cancellation);

    /// <summary>SIGTERM: the process ends what it has begun, then itself.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancellation);
        await _process.WaitForExitAsync(cancellation).WaitAsync(StartDeadline, cancellation);
    }

    /// <summary>SIGKILL: the process has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;

        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        _process = null;
    }

    /// <summary>Starts the application again on its folder and address, and waits until it answers.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await KillAsync();
        Launch();

        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(Pace);
        while (await pace.WaitForNextTickAsync(cancellation))
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The application ended at its start:\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > StartDeadline)
                throw new TimeoutException($"The application did not answer in time:\n{Output}");
            if (await AnswersAsync(cancellation))
                return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _probe.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri("/dev/clock", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Starts the process and does not wait for it.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [_assembly, .. _arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
