using System.Text.RegularExpressions;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Crashes;
using CoachingWorkflow.EndToEnd.Tours;
using CoachingWorkflow.Functions.Tests.Storage;

namespace CoachingWorkflow.EndToEnd.Telemetry;

/// <summary>The application on blob storage, exporting as it would in production.</summary>
public sealed partial class BlobTourTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_engagement_goes_as_it_does_on_a_file_and_a_collector_gets_its_traces_and_nothing_that_people_wrote()
    {
        AzuriteServer.Require();
        await using var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        await using var collector = await OtlpCollector.StartAsync();
        using var folder = new DataFolder();
        using var written = new WhatPeopleWrite();

        await using (var app = await AppProcess.StartAsync(folder.Path, Cancellation, new Dictionary<string, string>
        {
            ["Storage__Kind"] = "blob",
            ["Storage__Blob__ConnectionString"] = azurite.ConnectionString,
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        }))
        {
            using var http = new HttpClient(written, disposeHandler: false) { BaseAddress = app.Address };
            var api = new CoachingApi(http);
            var tour = new Tour(api, UndisturbedRun.Plan);
            await tour.RunAsync(Cancellation);

            var record = (await TourRecord.ReadAsync(api, tour.Engagement, Cancellation)).Anonymous();
            var onFile = (await UndisturbedRun.ReadAsync(Cancellation)).Record;
            Assert.Equal(onFile.Mails, record.Mails);
            Assert.Equal(onFile.Facts, record.Facts);

            // What was not exported yet is exported at the end.
            await app.StopAsync(Cancellation);
        }

        // It was there that everything was kept.
        var container = new Azure.Storage.Blobs.BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient("engagements");
        Assert.NotEmpty(await container.GetBlobsAsync(cancellationToken: Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation));

        AssertTraced(collector.Spans());
        Assert.Superset(
            new HashSet<string> { "coaching.mails", "coaching.turn.duration", "coaching.engagements", "coaching.engagements.behind" },
            collector.Instruments().ToHashSet());
        Assert.True(written.Texts.Count >= 60, $"Only {written.Texts.Count} texts were written.");
        foreach (var kind in new[] { "traces", "metrics", "logs" })
        {
            var everything = collector.Everything(kind);
            Assert.NotEmpty(everything);
            Assert.DoesNotMatch(LinkToken(), everything);
            Assert.All(written.Texts, text => Assert.DoesNotContain(text, everything, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void AssertTraced(IReadOnlyList<Span> spans)
    {
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
    }

    [GeneratedRegex("/links/[A-Za-z0-9._~-]", RegexOptions.NonBacktracking)]
    private static partial Regex LinkToken();
}
