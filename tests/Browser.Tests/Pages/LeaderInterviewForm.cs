namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Step 2: the interview with the leader.</summary>
internal sealed class LeaderInterviewForm(WorkspacePage workspace)
{
    /// <summary>Told in confidence: for coach and leader only.</summary>
    public const string Confidence = "Two of my best people think of leaving.";

    public async Task RecordAsync(string day)
    {
        var device = workspace.Device;
        await workspace.OpenAsync("Record the interview with the leader", "Record the interview with the leader");
        await device.FillAsync("When did you meet?", day);
        await device.FillAsync("Commitments", "A team that decides without me by the end of the year.");
        await device.FillAsync("Immediate concerns", Confidence);
        await device.FillAsync("Common breakdowns", "I take tasks back when a date comes near.");
        await device.FillAsync("Behaviors", "I answer first, and ask later.");
        await device.FillAsync("Communication style", "Brief, often by mail, late in the evening.");
        await device.FillAsync("Fulfilling promises", "To customers always, to the team when there is time.");
        await device.CheckAsync("I have checked this");
        await workspace.RecordAsync("Record the interview", "The interview with the leader is recorded.");
    }
}
