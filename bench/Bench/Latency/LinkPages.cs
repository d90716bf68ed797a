using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CoachingWorkflow.Bench.Hosts;
using CoachingWorkflow.Bench.Reporting;
using CoachingWorkflow.EndToEnd.Applications;
using CoachingWorkflow.EndToEnd.Tours;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Bench.Latency;

/// <summary>Pages behind emailed links, in the fourth month of a program: how long the server takes, as it tells itself.</summary>
internal static partial class LinkPages
{
    private const string Duration = "http.server.request.duration";
    private const int WarmUp = 300;
    private const int Opened = 500;

    public static async Task RunAsync(Report report)
    {
        using var folder = new BenchFolder();
        await using var app = await AppInProcess.StartAsync(CancellationToken.None, folder.Path);
        var tour = new Tour(app.Api, new TourPlan(Months: 12));
        await tour.RunUntilAsync("the mid-program review is held", CancellationToken.None);

        using var browser = new HttpClient();
        var workspace = await LinkAsync(app.Api, Cast.Coach, "workspace");
        await ConfirmAsync(app.Api, browser, Cast.Coach, workspace);
        var program = await LinkAsync(app.Api, Cast.Leader, "program");
        await ConfirmAsync(app.Api, browser, Cast.Leader, program);
        await MeasureAsync(report, browser, new()
        {
            ["the coach's workspace"] = workspace,
            ["the leader's program"] = program,
            ["a sponsor's progress"] = await LinkAsync(app.Api, Cast.Sponsor, "progress"),
        });
    }

    private static async Task MeasureAsync(Report report, HttpClient browser, Dictionary<string, Uri> pages)
    {
        var times = pages.ToDictionary(page => page.Key, _ => new Samples());
        var last = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == Duration)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        server.SetMeasurementEventCallback<double>((_, seconds, _, _) => Volatile.Read(ref last).TrySetResult(seconds * 1000));
        server.Start();
        for (var round = -WarmUp; round < Opened; round++)
        {
            foreach (var (page, link) in pages)
            {
                Volatile.Write(ref last, new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously));
                using var answer = await browser.GetAsync(link);
                answer.EnsureSuccessStatusCode();
                var time = await last.Task;
                if (round >= 0)
                {
                    times[page].Add(time);
                }
            }
        }

        foreach (var (page, samples) in times)
        {
            report.Add($"a page behind a link, at the server: {page}, median", samples.Median, "ms", Budget.Below(5), samples.Spread("ms"));
        }
    }

    private static async Task<Uri> LinkAsync(CoachingApi api, string to, string rel)
        => (await api.OutboxAsync(to)).SelectMany(mail => mail.Links).Last(link => link.Rel == rel).Href;

    /// <summary>Has a code mailed and types it, so that the page is shown on this device from here on.</summary>
    private static async Task ConfirmAsync(CoachingApi api, HttpClient browser, string to, Uri link)
    {
        await PostAsync(browser, link, OneTimeCodeForm.Send, "on");
        await api.SettleAsync();
        var mail = (await api.OutboxAsync(to)).Last(mail => mail.Kind == "accessCode");
        await PostAsync(browser, link, OneTimeCodeForm.Code, Digits().Match(mail.Text).Value);
    }

    private static async Task PostAsync(HttpClient browser, Uri link, string field, string value)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create(field, value)]);
        using var answer = await browser.PostAsync(link, form);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The page that asks for a code answered {(int)answer.StatusCode}."));
        }
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
