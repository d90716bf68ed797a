using CoachingWorkflow.Browser.Tests.Play;
using Microsoft.Playwright;

namespace CoachingWorkflow.Browser.Tests.Pages;

/// <summary>Step 3: the raters, their answers, and the end of the interviews.</summary>
internal sealed class RatersForm(WorkspacePage workspace)
{
    public async Task NameAsync(IReadOnlyList<Rater> raters)
    {
        await workspace.OpenAsync("Name raters", "Name raters");
        foreach (var (index, rater) in raters.Index())
        {
            var group = workspace.Device.Group($"Rater {Numbers.Text(index + 1)}");
            await group.GetByLabel("Name", new LocatorGetByLabelOptions { Exact = true }).FillAsync(rater.Name);
            await group.GetByLabel("Address (e-mail)").FillAsync(rater.Email);
            await group.GetByLabel("Who are they to the leader?").SelectOptionAsync(rater.Relationship);
        }

        await workspace.RecordAsync("Ask these people", "The raters are named and will be asked by mail.");
    }

    /// <summary>Records an interview that the coach held with a rater.</summary>
    public async Task InterviewAsync(Rater rater)
    {
        await workspace.OpenAsync("Record an interview with a rater", "Raters and their answers");
        await workspace.OpenAsync($"record an interview with {rater.Name}", $"Record an interview with {rater.Name}");
        await workspace.Device.FillAsync("Strengths", "Protects us from the noise.");
        await workspace.Device.FillAsync("Where to grow", "Could let us finish what we begin.");
        await workspace.Device.CheckAsync("I have checked this");
        await workspace.RecordAsync("Record the interview", "The interview with the rater is recorded.");
    }

    /// <summary>Reads a rater's answer.</summary>
    public async Task<string> ReadAsync(Rater rater)
    {
        await workspace.OpenAsync("Raters and their answers", "Raters and their answers");
        await workspace.OpenAsync($"read the answer of {rater.Name}", $"What {rater.Name} said");
        var text = await workspace.Device.Page.Locator("main").InnerTextAsync();
        await workspace.BackAsync();
        return text;
    }

    public async Task CloseAsync()
    {
        await workspace.OpenAsync("Close the 360-degree interviews", "Close the 360-degree interviews");
        await workspace.Device.CheckAsync("I have checked this");
        await workspace.RecordAsync("Close the interviews", "The 360-degree interviews are closed.");
    }
}
