using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>The leader's page.</summary>
internal sealed class ProgramPage(Device device)
{
    public Task OpenAsync() => OwnPage.OpenAsync(device, "program", "Your coaching program");

    public Task<string> TextAsync() => device.Page.Locator("main").InnerTextAsync();

    /// <summary>Opens a part, reads it and comes back.</summary>
    public async Task<string> ReadAsync(string link, string heading)
    {
        await device.FollowLinkAsync(link);
        await device.ArriveAsync(heading);
        var text = await TextAsync();
        await device.FollowLinkAsync("Overview");
        await device.ArriveAsync("Your coaching program");
        return text;
    }
}
