using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Asks once per device for a mailed code.</summary>
internal sealed class CodePage(Device device)
{
    public const string AskHeading = "Please confirm that it is you";

    public const string TypeHeading = "Please type your code";

    /// <summary>Asks for a code, reads it in the mail and types it.</summary>
    public async Task PassAsync(string heading)
    {
        await AskAsync();
        await device.FillAsync("Code from the mail", await device.ReadCodeAsync());
        await device.PressAsync("Go on");
        await device.ArriveAsync(heading);
    }

    public async Task AskAsync()
    {
        await device.CheckAsync("Send me a code");
        await device.PressAsync("Send");
        await device.ArriveAsync(TypeHeading);
    }
}
