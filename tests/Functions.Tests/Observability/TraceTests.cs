using System.Diagnostics;
using System.Globalization;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CoachingWorkflow.Functions.Tests.Observability;

/// <summary>Alone: what ASP.NET Core traces is of the whole process, whichever application it serves.</summary>
[CollectionDefinition(nameof(TraceTests), DisableParallelization = true)]
[Collection(nameof(TraceTests))]
public sealed class TraceTests
{
    [Fact]
    public async Task A_command_its_turn_and_the_mails_that_follow_are_one_trace_and_a_reminder_begins_its_own()
    {
        List<Activity> spans = [];
        await using (var app = await TestApp.StartAsync(builder => Export(builder.Services, spans, [])))
        {
            await TestEngagement.StartAsync(app);
            await app.RestAsync();
            await app.AdvanceAsync("P14D");
        }

        var call = Assert.Single(spans, span =>
            span.Kind == ActivityKind.Server && Tag(span, "http.request.method") == "POST" && Tag(span, "http.route") == "api/engagements");
        var command = Assert.Single(spans, span => span.OperationName == "Command");
        Assert.Equal(call.SpanId, command.ParentSpanId);

        var inTrace = spans.Where(span => span.TraceId == call.TraceId).ToList();
        var turns = inTrace.Where(span => span.OperationName == "Turn").ToList();
        Assert.Contains(turns, turn => turn.ParentSpanId == command.SpanId);
        var mails = inTrace.Where(span => span.OperationName == "Mail").ToList();
        Assert.Equal(3, mails.Count); // The coach is asked for the context; leader and sponsor learn that it begins.
        Assert.All(mails, mail => Assert.Contains(turns, turn => turn.SpanId == mail.ParentSpanId));

        var reminders = spans.Where(span => Tag(span, "coaching.mail.kind") == "Reminder").ToList();
        Assert.NotEmpty(reminders);
        Assert.All(reminders, reminder => Assert.NotEqual(call.TraceId, reminder.TraceId));
        Assert.All(
            reminders, reminder => Assert.Contains(spans, span => span.OperationName == "Turn" && span.SpanId == reminder.ParentSpanId));
    }

    [Fact]
    public async Task Over_a_whole_engagement_no_span_or_measurement_has_personal_text_or_a_links_token()
    {
        List<Activity> spans = [];
        List<Metric> metrics = [];
        List<string> tokens = [];
        await using (var app = await TestApp.StartAsync(builder => Export(builder.Services, spans, metrics)))
        {
            await WholeEngagement.PlayAsync(app, () => Task.CompletedTask);
            tokens.AddRange((await app.MailsAsync()).SelectMany(mail => mail.Links).Select(link => link.Href.Split('/')[^1]));
            Assert.True(app.Services.GetRequiredService<MeterProvider>().ForceFlush());
        }

        var texts = spans.SelectMany(Texts).Concat(metrics.SelectMany(Texts)).ToList();
        Assert.NotEmpty(tokens);
        Assert.DoesNotContain(texts, text => text.Contains(Bodies.Canary, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(texts, text => tokens.Exists(token => text.Contains(token, StringComparison.Ordinal)));
        Assert.Contains(spans, span => Tag(span, "url.path")?.EndsWith("/links/…", StringComparison.Ordinal) == true);
        Assert.Superset(
            new HashSet<string> { "coaching.mails", "coaching.turn.duration", "coaching.engagements", "coaching.engagements.behind" },
            metrics.Select(metric => metric.Name).ToHashSet());
    }

    private static void Export(IServiceCollection services, List<Activity> spans, List<Metric> metrics) => services
        .AddOpenTelemetry()
        .Watch()
        .WithTracing(traces => traces.AddInMemoryExporter(spans))
        .WithMetrics(measured => measured.AddInMemoryExporter(metrics));

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    private static IEnumerable<string> Texts(Activity span) =>
    [
        span.DisplayName, span.StatusDescription ?? "", .. span.TagObjects.Select(tag => Text(tag.Value)),
        .. span.Events.SelectMany(moment => moment.Tags).Select(tag => Text(tag.Value)), .. span.Baggage.Select(item => Text(item.Value)),
    ];

    private static IEnumerable<string> Texts(Metric metric)
    {
        yield return metric.Name;
        foreach (var point in metric.GetMetricPoints())
        {
            foreach (var tag in point.Tags)
                yield return Text(tag.Value);
        }
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
