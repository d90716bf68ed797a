using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Steps 7 and 8: the reviews.</summary>
internal sealed class ReviewForms(WorkspacePage workspace)
{
    private Device Device => workspace.Device;

    /// <summary>The mid-program review, which corrects the program.</summary>
    public async Task RecordMidAsync(string day, decimal reading)
    {
        await workspace.OpenAsync("Record the mid-program review", "Mid-program review");
        await FillAsync(day, reading);
        await Device.CheckAsync("The program is corrected as below: the next revision, in force at once, told to all");
        await new DesignForm(workspace).FillAsync("Exercise 2", "One day a week without meetings", "From next month on.");
        await workspace.RecordAsync("Record the review", "The mid-program review is recorded.");
    }

    /// <summary>The end-of-program review: the leader goes on alone.</summary>
    public async Task RecordEndAsync(string day, decimal reading)
    {
        await workspace.OpenAsync("Record the end-of-program review", "End-of-program review");
        await FillAsync(day, reading);
        await Device.FillAsync("What is there to celebrate? (optional)", "The team ran the fair alone.");
        await Device.CheckAsync("The leader goes on alone");
        await workspace.RecordAsync("Record the review", "The end-of-program review is recorded.");
    }

    private async Task FillAsync(string day, decimal reading)
    {
        await Device.FillAsync("When was it held?", day);
        await Device.CheckAsync("Lena Vogt (leader)");
        await Device.CheckAsync("Cora Doyle (coach)");
        await Device.CheckAsync("Sam Whitfield (sponsor)");
        await Device.FillAsync("Delegates decisions to the team", Numbers.Text(reading));
    }
}
