using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Step 6: a meeting's log.</summary>
internal sealed class SessionForm(WorkspacePage workspace)
{
    private Device Device => workspace.Device;

    public async Task LogAsync(string day, string notes, string summary, decimal reading)
    {
        await workspace.OpenAsync("Log a coaching meeting", "Log a coaching meeting");
        await FillAsync(day, notes, summary);
        await Device.FillAsync("Delegates decisions to the team", Numbers.Text(reading));
        await workspace.RecordAsync("Log the meeting", "The meeting is logged.");
    }

    /// <summary>Corrects the log of the last meeting.</summary>
    public async Task CorrectAsync(string day, string notes, string summary)
    {
        await workspace.OpenAsync("Coaching meetings, with notes; correct a log", "Coaching meetings");
        await Device.Page.GetByText("Correct the log of").Last.ClickAsync();
        await Device.ArriveAsync(Device.Page.GetByText("The first log stays in the record."));
        await FillAsync(day, notes, summary);
        await workspace.RecordAsync("Correct the log", "The meeting is logged.");
    }

    private async Task FillAsync(string day, string notes, string summary)
    {
        await Device.FillAsync("When did you meet?", day);
        await Device.FillAsync("How many minutes?", "90");
        await Device.CheckAsync("By video");
        await Device.FillAsync("Notes", notes);
        await Device.FillAsync("Summary (optional)", summary);
    }
}
