using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>A sponsor's page.</summary>
internal sealed class ProgressPage(Device device)
{
    private const string Heading = "The coaching program of Lena Vogt";

    public Task OpenAsync() => OwnPage.OpenAsync(device, "progress", Heading);

    public Task<string> TextAsync() => device.Page.Locator("main").InnerTextAsync();

    /// <summary>Opens a revision of the program design, reads it and comes back.</summary>
    public async Task<string> ReadRevisionAsync(int revision)
    {
        await device.FollowLinkAsync($"Revision {Numbers.Text(revision)}");
        await device.ArriveAsync($"Program design, revision {Numbers.Text(revision)}");
        var text = await TextAsync();
        await device.FollowLinkAsync("Overview");
        await device.ArriveAsync(Heading);
        return text;
    }
}
