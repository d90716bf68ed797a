using System.Net;
using CoachingWorkflow.Browser.Tests.Chromiums;
using CoachingWorkflow.Browser.Tests.Devices;
using CoachingWorkflow.Browser.Tests.Pages;
using CoachingWorkflow.EndToEnd.Applications;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Play;

/// <summary>The application, and a device for each person, all with the same screen.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly AppInProcess _app;
    private readonly IBrowser _browser;
    private readonly Screen _screen;
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);

    private Stage(AppInProcess app, IBrowser browser, Screen screen, PageInspection inspection, Uri origin)
    {
        (_app, _browser, _screen, Inspection) = (app, browser, screen, inspection);
        Observations = new Observations(origin);
    }

    public Observations Observations { get; }

    public PageInspection Inspection { get; }

    /// <summary>The present day where the people are, as a date field takes it.</summary>
    public string Today { get; private set; } = "2027-01-04";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The firm starts an engagement: its only call.</summary>
    public static async Task<Stage> SetAsync(Chromium chromium, Screen screen)
    {
        var browser = chromium.Require();
        var app = await AppInProcess.StartAsync(Cancellation);
        await app.Api.PostAsync("/api/engagements", Cast.Engagement, "start", HttpStatusCode.Created, Cancellation);
        await app.Api.SettleAsync(Cancellation);
        var origin = (await app.Api.OutboxAsync(cancellation: Cancellation)).SelectMany(mail => mail.Links).First().Href;
        return new Stage(app, browser, screen, chromium.Inspection(screen), new Uri(origin.GetLeftPart(UriPartial.Authority)));
    }

    /// <summary>Someone's device.</summary>
    public async Task<Device> DeviceAsync(string email)
    {
        if (!_devices.TryGetValue(email, out var device))
            _devices[email] = device = await Device.StartAsync(_browser, _screen, Observations, Inspection, new Mailbox(_app, email));
        return device;
    }

    /// <summary>The coach's page, through the newest mail.</summary>
    public async Task<WorkspacePage> CoachAsync() => await WorkspacePage.OpenAsync(await DeviceAsync(Cast.Coach));

    /// <summary>Advances the clock to noon of a day; what fell due is done then.</summary>
    public async Task AdvanceAsync(string day)
    {
        await _app.Api.AdvanceToAsync(CoachingApi.Instant($"{day}T12:00:00Z"), Cancellation);
        Today = day;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices.Values)
            await device.DisposeAsync();
        await _app.DisposeAsync();
    }
}
