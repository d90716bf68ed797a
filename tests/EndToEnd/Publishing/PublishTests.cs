using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.Functions.Orchestration;
using Microsoft.Azure.Functions.Worker;

namespace CoachingWorkflow.EndToEnd.Publishing;

/// <summary>
/// What is published is what Azure takes; one executable is the worker of a Functions host and, by itself, the embedded host.
/// </summary>
public sealed class PublishTests(PublishedApp app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_functions_are_in_the_metadata()
    {
        await app.MadeAsync();
        var functions = typeof(CoachingEngagement).Assembly.GetTypes()
            .SelectMany(
                type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();

        var metadata = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(app.Folder, "functions.metadata"), Cancellation))!.AsArray();

        Assert.Equal(
            functions.Order(StringComparer.Ordinal), metadata.Select(function => (string)function!["name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_host_finds_its_settings_the_worker_and_the_extensions()
    {
        await app.MadeAsync();

        var host = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(app.Folder, "host.json"), Cancellation))!;
        Assert.Equal("", (string?)host["extensions"]!["http"]!["routePrefix"]);
        Assert.Equal("CoachingWorkflow", (string?)host["extensions"]!["durableTask"]!["hubName"]);
        var worker = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(app.Folder, "worker.config.json"), Cancellation))!;
        Assert.Equal("CoachingWorkflow.Functions.dll", (string?)worker["description"]!["defaultWorkerPath"]);
        var extensions = await File.ReadAllTextAsync(Path.Combine(app.Folder, "extensions.json"), Cancellation);
        Assert.Contains("DurableTask", extensions, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(app.Folder, ".azurefunctions", "Microsoft.Azure.WebJobs.Extensions.DurableTask.dll")));
        Assert.False(File.Exists(Path.Combine(app.Folder, "local.settings.json")));
    }

    [Fact]
    public async Task Started_as_a_host_starts_its_worker_it_calls_that_host_and_serves_nothing_by_itself()
    {
        await app.MadeAsync();
        using var folder = new DataFolder();
        using var host = new TcpListener(IPAddress.Loopback, port: 0);
        host.Start();
        var port = ((IPEndPoint)host.LocalEndpoint).Port;
        var own = TourSettings.FreeAddress();
        string[] arguments =
        [
            "--host", "127.0.0.1", "--port", $"{port}", "--workerId", "w", "--requestId", "r", "--grpcMaxMessageLength", "2147483647",
            "--functions-uri", $"http://127.0.0.1:{port}/", "--functions-worker-id", "w", "--functions-request-id", "r",
            "--functions-grpc-max-message-length", "2147483647",
            .. Settings(own, folder.Path),
        ];
        await using var worker = AppProcess.Of(
            Path.Combine(app.Folder, "CoachingWorkflow.Functions.dll"), own, folder.Path, arguments,
            new Dictionary<string, string>
            {
                ["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder,
            });
        worker.Launch();

        var call = host.AcceptTcpClientAsync(Cancellation).AsTask();
        await Task.WhenAny(call, worker.EndAsync(Cancellation)).WaitAsync(Patience, Cancellation);
        Assert.True(call.IsCompletedSuccessfully, worker.Output);
        using var called = await call;
        var preface = new byte[14];
        await called.GetStream().ReadExactlyAsync(preface, Cancellation);

        Assert.Equal("PRI * HTTP/2.0", Encoding.ASCII.GetString(preface));
        using var http = new HttpClient { BaseAddress = own };
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/api/health/live", UriKind.Relative), Cancellation));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Started_by_itself_it_is_the_embedded_host()
    {
        await app.MadeAsync();
        using var folder = new DataFolder();
        var own = TourSettings.FreeAddress();
        await using var alone = AppProcess.Of(
            Path.Combine(app.Folder, "CoachingWorkflow.Functions.dll"), own, folder.Path, TourSettings.Arguments(own, folder.Path));
        await alone.RestartAsync(Cancellation);

        using var http = new HttpClient { BaseAddress = own };
        using var answer = await http.GetAsync(new Uri("/api/health/ready", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(File.Exists(Path.Combine(folder.Path, "workflow.db")));
    }

    private static string[] Settings(Uri address, string data) =>
    [
        .. TourSettings.Arguments(address, data).Where(argument => !argument.StartsWith("--Dev:", StringComparison.Ordinal)),
        "--Links:Keys:0:Id=test", "--Links:Keys:0:Secret=dGVzdCB0ZXN0IHRlc3QgdGVzdCB0ZXN0IHRlc3QgdGVzdCE=",
        "--Journal:Keys:0:Id=test", "--Journal:Keys:0:Secret=anVzdCBhIHRlc3QganVzdCBhIHRlc3QganVzdCBhIHQ=",
        "--Storage:Blob:ServiceUri=https://storage.example.com/", "--Mail:Kind=smtp", "--Mail:From=coaching@example.com",
        "--Mail:Smtp:Host=127.0.0.1",
    ];
}
