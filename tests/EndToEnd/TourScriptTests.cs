using System.Diagnostics;
using System.Text.RegularExpressions;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Telemetry;
using CoachingWorkflow.Functions.Tests.Storage;

namespace CoachingWorkflow.EndToEnd;

/// <summary>The tour that README shows: it runs, and prints to the letter what is recorded.</summary>
public sealed partial class TourScriptTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tour_passes_and_prints_what_the_docs_show() => await PassesAsync([]);

    [Fact]
    public async Task On_blob_storage_it_passes_too_and_a_collector_gets_a_trace_from_each_command_to_its_mails_and_nothing_personal()
    {
        AzuriteServer.Require();
        await using var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        await using var collector = await OtlpCollector.StartAsync();

        await PassesAsync(new()
        {
            ["Storage__Kind"] = "blob",
            ["Storage__Blob__ConnectionString"] = azurite.ConnectionString,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });

        // It was there that everything was kept.
        var container = new Azure.Storage.Blobs.BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("engagements");
        Assert.NotEmpty(await container.GetBlobsAsync(cancellationToken: Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation));

        await TellsAsync(collector);
    }

    private static async Task TellsAsync(OtlpCollector collector)
    {
        var spans = collector.Spans();
        var traces = spans.ToLookup(span => span.Trace, StringComparer.Ordinal);
        var calls = spans.Where(span => span.Name == "Command" && span.Tags.ContainsKey("coaching.engagement")).ToList();
        Assert.True(calls.Count >= 25, $"The tour gives more commands than the {calls.Count} seen.");
        Assert.All(calls, command =>
            Assert.Contains(traces[command.Trace], call => call.Id == command.Parent && call.Tags.ContainsKey("http.request.method")));

        // The first command: the engagement is started, a turn decides on a mail to the coach, the leader and each of two sponsors.
        var start = spans.Where(span => span.Name == "POST api/engagements" && span.Tags["http.response.status_code"] == "201")
            .MinBy(span => span.At);
        var begun = traces[start!.Trace].ToList();
        Assert.Equal(4, begun.Count(span => span.Name == "Mail"));
        Assert.All(begun.Where(span => span.Name == "Mail"), mail =>
            Assert.Contains(begun, turn => turn.Name == "Turn" && turn.Id == mail.Parent));

        // What no call caused begins a trace of its own.
        var reminders = spans.Where(span => span.Tags.GetValueOrDefault("coaching.mail.kind") == "Reminder").ToList();
        Assert.NotEmpty(reminders);
        Assert.All(reminders, reminder => Assert.DoesNotContain(traces[reminder.Trace], span => span.Name == "Command"));

        Assert.Superset(
            new HashSet<string> { "coaching.mails", "coaching.turn.duration", "coaching.engagements", "coaching.engagements.behind" },
            collector.Instruments().ToHashSet());
        foreach (var kind in new[] { "traces", "metrics", "logs" })
        {
            var everything = collector.Everything(kind);
            Assert.NotEmpty(everything);
            Assert.DoesNotMatch(LinkToken(), everything);
            Assert.All(await PersonalTextsAsync(), text => Assert.DoesNotContain(text, everything, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task PassesAsync(Dictionary<string, string> settings)
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
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var tour = Process.Start(start)!;
        var output = tour.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = tour.StandardError.ReadToEndAsync(Cancellation);
        await tour.WaitForExitAsync(Cancellation);

        Assert.True(tour.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.Equal(
            (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tour.txt"), Cancellation)).TrimEnd(),
            (await output).TrimEnd());
    }

    // The names, addresses and confidential texts of the story, from the script that tells it.
    private static async Task<IReadOnlyList<string>> PersonalTextsAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "tour.sh"), Cancellation);
        var people = Person().Matches(script).SelectMany(person => new[] { person.Groups["name"].Value, person.Groups["address"].Value })
            .Where(text => text is not "The firm" and not "firm@");
        var texts = PrivateText().Matches(script).Select(text => text.Groups["text"].Value);
        string[] personal = [.. people, .. texts];
        Assert.True(personal.Length >= 30, $"Only {personal.Length} personal texts were found in the script.");
        return personal;
    }

    [GeneratedRegex(
        """^person "(?<name>[^"]+)" (?<address>\S+)""",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Person();

    [GeneratedRegex(
        """^  \[\w+\]="(?<text>[^"]+)"$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PrivateText();

    [GeneratedRegex("/links/[A-Za-z0-9._~-]", RegexOptions.NonBacktracking)]
    private static partial Regex LinkToken();
}
