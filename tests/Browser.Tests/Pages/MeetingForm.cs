namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Steps 7 and 8: the time of a review's meeting.</summary>
internal sealed class MeetingForm(WorkspacePage workspace, string review)
{
    private const string Recorded = "The meeting is changed. Everyone will get a mail for the calendar.";

    public async Task ArrangeAsync(string day, string time)
    {
        await OpenAsync();
        await FillAsync(day, time);
        await workspace.RecordAsync("Send the invitation", Recorded);
    }

    public async Task MoveAsync(string day, string time)
    {
        await OpenAsync();
        await workspace.Device.CheckAsync("Another time or place, as below");
        await FillAsync(day, time);
        await workspace.RecordAsync("Change the meeting", Recorded);
    }

    private Task OpenAsync() => workspace.OpenAsync($"Arrange the meeting for the {review}", $"Meeting for the {review}");

    private async Task FillAsync(string day, string time)
    {
        await workspace.Device.FillAsync("Day", day);
        await workspace.Device.FillAsync("Time", time);
        await workspace.Device.FillAsync("How many minutes?", "90");
        await workspace.Device.FillAsync("Where? (optional)", "Acme, room 4");
    }
}
