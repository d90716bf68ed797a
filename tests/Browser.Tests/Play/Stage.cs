using System.Globalization;
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
    private const string Day = "yyyy-MM-dd";

    private readonly AppInProcess _app;
    private readonly IBrowser _browser;
    private readonly Screen _screen;
    private readonly Uri _origin;
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);

    private Stage(AppInProcess app, IBrowser browser, Screen screen, PageInspection inspection, Uri origin)
    {
        (_app, _browser, _screen, Inspection, _origin) = (app, browser, screen, inspection, origin);
        Observations = new Observations(origin);
    }

    public required FirmsSoftware Software { get; init; }

    public Observations Observations { get; }

    public PageInspection Inspection { get; }

    /// <summary>Where the application is.</summary>
    public Uri Origin => _origin;

    /// <summary>The present day where the people are, as a date field takes it.</summary>
    public string Today { get; private set; } = "2027-01-04";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The firm starts an engagement: its only call.</summary>
    public static async Task<Stage> SetAsync(Chromium chromium, Screen screen)
    {
        var browser = chromium.Require();
        var app = await AppInProcess.StartAsync(Cancellation);
        var started = await app.Api.PostAsync("/api/engagements", Cast.Engagement, "start", HttpStatusCode.Created, Cancellation);
        await app.Api.SettleAsync(Cancellation);
        var origin = (await app.Api.OutboxAsync(cancellation: Cancellation)).SelectMany(mail => mail.Links).First().Href;
        return new Stage(app, browser, screen, chromium.Inspection(screen), new Uri(origin.GetLeftPart(UriPartial.Authority)))
        {
            Software = new FirmsSoftware(app.Api, started.GetProperty("id").GetString()!),
        };
    }

    /// <summary>Someone's device.</summary>
    public async Task<Device> DeviceAsync(string email)
    {
        if (!_devices.TryGetValue(email, out var device))
            _devices[email] = device = await Device.StartAsync(
                _browser, _screen, Observations, Inspection, new Mailbox(_app, email), _origin);
        return device;
    }

    /// <summary>The coach's page, through the newest mail.</summary>
    public async Task<WorkspacePage> CoachAsync() => await WorkspacePage.OpenAsync(await DeviceAsync(Cast.Coach));

    /// <summary>The clock: whoever plays has a browser too.</summary>
    public async Task<ClockPage> ClockAsync() => new(await DeviceAsync("player"), _origin);

    /// <summary>Advances the clock to a day by its buttons; what fell due is done then.</summary>
    public async Task AdvanceAsync(string day) =>
        Show(await (await ClockAsync()).AdvanceAsync(DateOnly.ParseExact(day, Day, CultureInfo.InvariantCulture)));

    /// <summary>Advances the clock by its button to the next thing that is due.</summary>
    public async Task AdvanceToNextAsync() => Show(await (await ClockAsync()).AdvanceToNextAsync());

    private void Show(DateTimeOffset now) => Today = now.ToString(Day, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _devices.Values)
            await device.DisposeAsync();
        await _app.DisposeAsync();
    }
}
