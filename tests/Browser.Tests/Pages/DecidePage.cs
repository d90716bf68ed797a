using CoachingWorkflow.Browser.Tests.Devices;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Where leader and sponsors decide on a revision of the program design.</summary>
internal sealed class DecidePage(Device device, int revision)
{
    public const string RecordedHeading = "Your decision is recorded";

    public string Heading => $"Decide on the program design, revision {Numbers.Text(revision)}";

    private string Read => $"I have read revision {Numbers.Text(revision)}";

    public async Task OpenAsync() => Assert.Equal(Heading, await device.FollowAsync("decide"));

    public async Task CommitAsync(string name)
    {
        await OpenAsync();
        await device.CheckAsync("I commit to this program");
        await SignAsync(name);
        await device.ArriveAsync(RecordedHeading);
    }

    /// <summary>Asks for changes; at first without saying which, which is a mistake.</summary>
    public async Task AskForChangesAsync(string name, string comment)
    {
        await OpenAsync();
        await device.CheckAsync("I ask for changes");
        await SignAsync(name);
        await device.ArriveAsync(device.Page.GetByRole(AriaRole.Alert));
        await Assertions.Expect(device.Page.GetByLabel("Your name")).ToHaveValueAsync(name);
        await Assertions.Expect(device.Page.GetByText("Mistake: Please say what should change.")).ToBeVisibleAsync();

        await device.FillAsync("Comment", comment);
        await device.PressAsync("Record my decision");
        await device.ArriveAsync(RecordedHeading);
    }

    private async Task SignAsync(string name)
    {
        await device.CheckAsync(Read);
        await device.FillAsync("Your name", name);
        await device.PressAsync("Record my decision");
    }
}
