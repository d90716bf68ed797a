using CoachingWorkflow.Browser.Tests.Chromiums;
using CoachingWorkflow.Browser.Tests.Devices;
using CoachingWorkflow.Browser.Tests.Play;

namespace CoachingWorkflow.Browser.Tests;

/// <summary>The HTTP contract as a page: it fits each screen, is small, and is clean for axe-core.</summary>
public sealed class ContractPageTests(Chromium chromium)
{
    [Fact]
    public async Task Both_parts_can_be_read_on_every_screen()
    {
        await using var stage = await Stage.SetAsync(chromium, Screen.Phone);
        var device = await stage.DeviceAsync(Cast.Coach);

        await device.Page.GotoAsync(new Uri(stage.Origin, "/api/docs").ToString());
        await device.ArriveAsync(device.Heading);
        await device.FollowLinkAsync("Shapes of bodies");
        await device.ArriveAsync("Shapes of bodies");
        await device.FollowLinkAsync("PersonRequest");

        Assert.EndsWith("?part=shapes#PersonRequest", device.Page.Url, StringComparison.Ordinal);
        Assert.Empty(stage.Observations.Findings);
    }
}
