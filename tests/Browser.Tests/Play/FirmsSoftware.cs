using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.Browser.Tests.Play;

/// <summary>Records the first steps by the API, for a test that begins after them.</summary>
internal sealed class FirmsSoftware(CoachingApi api, string engagement)
{
    private readonly string _path = $"/api/engagements/{engagement}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Steps 1 and 2, and the raters of step 3.</summary>
    public async Task AskRatersAsync(string today)
    {
        await api.PutAsync($"{_path}/context", new
        {
            heldOn = today,
            outcomes = new[]
            {
                new { title = "Delegates decisions to the team", benchmark = "Team survey", baseline = 2.5m, target = 4.5m },
            },
        }, Cancellation);
        await api.PutAsync($"{_path}/leader-interview", new
        {
            heldOn = today,
            commitments = "Grow the team",
            immediateConcerns = "Two vacancies",
            commonBreakdowns = "Does it alone",
            behaviors = "Checks mail at night",
            communicationStyle = "Brief",
            fulfillingPromises = "Late on reports",
        }, Cancellation);
        await api.PostAsync($"{_path}/raters", new
        {
            raters = Cast.AnsweringByLink.Select((rater, index) =>
                new { name = rater.Name, email = rater.Email, relationship = index == 0 ? "boss" : "peer" }),
        }, "raters", cancellation: Cancellation);
    }

    /// <summary>Steps 3 and 4: all are heard, and a program is designed.</summary>
    public async Task DesignAsync()
    {
        foreach (var rater in (await api.GetAsync(_path, Cancellation)).GetProperty("raters").EnumerateArray())
        {
            await api.PutAsync(
                $"{_path}/raters/{rater.GetProperty("id").GetString()}/response",
                new { strengths = "Listens", growth = "Decides late" }, Cancellation);
        }

        await api.PostAsync($"{_path}/three-sixty/close", new { }, "close", cancellation: Cancellation);
        await api.PostAsync($"{_path}/program", new
        {
            themes = new[] { new { title = "Letting go" } },
            practices = new[] { new { title = "Ask before answering", description = "Daily" } },
            exercises = new[] { new { title = "Hand over one meeting" } },
            reading = new[] { new { title = "A book" } },
        }, "design", cancellation: Cancellation);
    }
}
