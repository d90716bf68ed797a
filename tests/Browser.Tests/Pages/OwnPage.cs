using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>The way to somebody's own page: the newest mail, a fresh link if that one has expired, a code on a new device.</summary>
internal static class OwnPage
{
    public static async Task OpenAsync(Device device, string rel, string heading)
    {
        var seen = await device.FollowAsync(rel);
        if (seen == ClosedPage.Heading)
        {
            await new ClosedPage(device).AskForFreshLinkAsync();
            seen = await device.FollowAsync(rel);
        }

        if (seen == CodePage.AskHeading)
            await new CodePage(device).PassAsync(heading);
        else
            Assert.Equal(heading, seen);
    }
}
