using CoachingWorkflow.Browser.Tests.Devices;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Step 1: the outcomes.</summary>
internal sealed class ContextForm(WorkspacePage workspace)
{
    public const string Button = "Record the outcomes";

    private Device Device => workspace.Device;

    public Task OpenAsync() => workspace.OpenAsync("Record the program outcomes", "Record the program outcomes");

    public async Task FillAsync(string day)
    {
        await Device.FillAsync("When did you meet?", day);
        await FillAsync(1, "Delegates decisions to the team", "Team survey, question 7: decisions taken without me", 2.5m, 4.5m, "points");
        await FillAsync(2, "Fewer late evenings", "Evenings a month at work after 8 p.m.", 9m, 2m, "evenings");
    }

    /// <summary>The first outcome has a title and nothing else.</summary>
    public async Task FillWithMistakesAsync(string day)
    {
        await Device.FillAsync("When did you meet?", day);
        await Device.Group("Outcome 1").GetByLabel("What is to be achieved?").FillAsync("Delegates decisions to the team");
        await Device.CheckAsync("I have checked this");
    }

    public async Task RecordAsync()
    {
        await Device.CheckAsync("I have checked this");
        await workspace.RecordAsync(Button, "The outcomes are recorded.");
    }

    private async Task FillAsync(int row, string title, string benchmark, decimal baseline, decimal target, string unit)
    {
        var group = Device.Group($"Outcome {Numbers.Text(row)}");
        await group.GetByLabel("What is to be achieved?").FillAsync(title);
        await group.GetByLabel("Benchmark: how is it measured?").FillAsync(benchmark);
        await group.GetByLabel("Baseline").FillAsync(Numbers.Text(baseline));
        await group.GetByLabel("Target").FillAsync(Numbers.Text(target));
        await group.GetByLabel("Unit (optional)").FillAsync(unit);
    }
}
