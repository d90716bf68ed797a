using CoachingWorkflow.Browser.Tests.Devices;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>The coach's page.</summary>
internal sealed class WorkspacePage(Device device)
{
    public const string Heading = "Coaching of Lena Vogt";

    public Device Device => device;

    public static async Task<WorkspacePage> OpenAsync(Device device)
    {
        await OwnPage.OpenAsync(device, "workspace", Heading);
        return new WorkspacePage(device);
    }

    /// <summary>Opens a form, or something to read.</summary>
    public async Task OpenAsync(string link, string heading)
    {
        await device.FollowLinkAsync(link);
        await device.ArriveAsync(heading);
    }

    public Task BackAsync() => OpenAsync("Overview", Heading);

    /// <summary>Sends the form that is open, and reads what was recorded.</summary>
    public async Task RecordAsync(string button, string recorded)
    {
        await device.PressAsync(button);
        await device.ArriveAsync(device.Page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = recorded }));
        Assert.Equal(Heading, await device.Heading.InnerTextAsync());
    }

    /// <summary>Sends the form that is open, and reads the mistakes in it.</summary>
    public async Task<IReadOnlyList<string>> SendWithMistakesAsync(string button)
    {
        await device.PressAsync(button);
        var mistakes = device.Page.GetByRole(AriaRole.Alert);
        await device.ArriveAsync(mistakes);
        await Assertions.Expect(mistakes).ToBeFocusedAsync();
        return await mistakes.GetByRole(AriaRole.Link).AllInnerTextsAsync();
    }
}
