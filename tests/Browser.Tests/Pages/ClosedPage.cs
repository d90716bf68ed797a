using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Where a link leads that has expired or was taken back.</summary>
internal sealed class ClosedPage(Device device)
{
    public const string Heading = "This link is closed";

    public async Task AskForFreshLinkAsync()
    {
        await device.CheckAsync("Send me a new link");
        await device.PressAsync("Send");
        await device.ArriveAsync("Please look into your mailbox");
    }
}
