using System.Globalization;
using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>The clock, which whoever plays the engagement advances by its buttons.</summary>
internal sealed class ClockPage(Device device, Uri origin)
{
    private static readonly (string Button, TimeSpan Step)[] Buttons =
        [("A month (30 days)", TimeSpan.FromDays(30)), ("A week", TimeSpan.FromDays(7)), ("A day", TimeSpan.FromDays(1))];

    public Device Device => device;

    public async Task OpenAsync()
    {
        await device.Page.GotoAsync(new Uri(origin, "/dev/clock").ToString());
        await device.ArriveAsync("The clock");
    }

    /// <summary>Presses buttons, the largest first, until it is a day.</summary>
    /// <returns>The time that the clock shows then.</returns>
    public async Task<DateTimeOffset> AdvanceAsync(DateOnly day)
    {
        await OpenAsync();
        var now = await NowAsync();
        foreach (var (button, step) in Buttons)
        {
            for (; DateOnly.FromDateTime((now + step).UtcDateTime) <= day; now = await NowAsync())
                await PressAsync(button);
        }

        Assert.Equal(day, DateOnly.FromDateTime(now.UtcDateTime));
        return now;
    }

    /// <summary>Lets time pass until something falls due.</summary>
    /// <returns>The time that the clock shows then.</returns>
    public async Task<DateTimeOffset> AdvanceToNextAsync()
    {
        await OpenAsync();
        await PressAsync("To the next due thing");
        return await NowAsync();
    }

    private async Task PressAsync(string button)
    {
        var before = await device.Page.Locator("time").GetAttributeAsync("datetime");
        await device.PressAsync(button);
        await device.ArriveAsync(device.Page.Locator($"time:not([datetime='{before}'])"));
    }

    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((await device.Page.Locator("time").GetAttributeAsync("datetime"))!, CultureInfo.InvariantCulture);
}
