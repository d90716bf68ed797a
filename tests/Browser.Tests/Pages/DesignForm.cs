using CoachingWorkflow.Browser.Tests.Devices;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Step 4: the program design, and its corrections in step 7.</summary>
internal sealed class DesignForm(WorkspacePage workspace)
{
    private Device Device => workspace.Device;

    public async Task SubmitAsync(int revision)
    {
        await workspace.OpenAsync("Design the program", $"Design the program, revision {Numbers.Text(revision)}");
        if (revision == 1)
        {
            await FillAsync("Theme 1", "Letting go", "The team waits for decisions that it could take itself.");
            await FillAsync("Practice 1", "Ask before answering", "Three times a day: a question instead of an answer.");
            await FillAsync("Exercise 1", "Hand over one meeting", "The Monday round, for good, by the end of the month.");
            await FillAsync("Reading 1", "The Coaching Habit, chapters 1 to 3", "With a note on each question.");
        }
        else
        {
            await FillAsync("Practice 2", "A written brief for what is handed over", "Goal, limits, date: half a page.");
        }

        await Device.CheckAsync("I have checked this");
        await workspace.RecordAsync("Submit the design", "The design is submitted.");
    }

    public async Task FillAsync(string row, string title, string description)
    {
        var group = Device.Group(row);
        await group.GetByLabel("Title", new LocatorGetByLabelOptions { Exact = true }).FillAsync(title);
        await group.GetByLabel("Description", new LocatorGetByLabelOptions { Exact = true }).FillAsync(description);
    }
}
