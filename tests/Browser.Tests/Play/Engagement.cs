using CoachingWorkflow.Browser.Tests.Pages;

namespace CoachingWorkflow.Browser.Tests.Play;

/// <summary>The steps of an engagement, each played by the people who owe it, in their browsers.</summary>
internal sealed class Engagement(Stage stage)
{
    public const string Revise = "More about what is handed over, please.";

    /// <summary>Told in confidence: for coach and leader only.</summary>
    public const string Confidence = "She thinks of resigning.";

    /// <summary>Step 1: at first with mistakes.</summary>
    public async Task DefineContextAsync()
    {
        var form = new ContextForm(await stage.CoachAsync());
        await form.OpenAsync();
        await form.FillAsync(stage.Today);
        await form.RecordAsync();
    }

    /// <summary>Step 2.</summary>
    public async Task InterviewLeaderAsync() => await new LeaderInterviewForm(await stage.CoachAsync()).RecordAsync(stage.Today);

    /// <summary>Step 3: six people are named.</summary>
    public async Task NameRatersAsync() => await new RatersForm(await stage.CoachAsync()).NameAsync(Cast.Raters);

    /// <summary>Step 3: a rater answers.</summary>
    public async Task AnswerAsync(Rater rater) => await new RespondPage(await stage.DeviceAsync(rater.Email))
        .AnswerAsync($"Strengths seen by {rater.Name}.", $"Growth seen by {rater.Name}.", 3.5m);

    /// <summary>Step 3: the coach interviews one rater, and closes the interviews without the last.</summary>
    public async Task CloseInterviewsAsync()
    {
        var form = new RatersForm(await stage.CoachAsync());
        await form.InterviewAsync(Cast.Interviewed);
        Assert.Contains("Growth seen by Bea Boss.", await form.ReadAsync(Cast.Raters[0]), StringComparison.Ordinal);
        await form.CloseAsync();
    }

    /// <summary>Step 4.</summary>
    public async Task DesignAsync(int revision) => await new DesignForm(await stage.CoachAsync()).SubmitAsync(revision);

    /// <summary>Step 5: someone commits.</summary>
    public async Task CommitAsync(string email, string name, int revision) =>
        await new DecidePage(await stage.DeviceAsync(email), revision).CommitAsync(name);

    /// <summary>Step 5: someone asks for changes.</summary>
    public async Task AskForChangesAsync(string email, string name, int revision) =>
        await new DecidePage(await stage.DeviceAsync(email), revision).AskForChangesAsync(name, Revise);

    /// <summary>Steps 1 to 4.</summary>
    public async Task PrepareAsync()
    {
        await DefineContextAsync();
        await InterviewLeaderAsync();
        await NameRatersAsync();
        foreach (var rater in Cast.AnsweringByLink)
            await AnswerAsync(rater);
        await CloseInterviewsAsync();
        await DesignAsync(1);
    }

    /// <summary>Step 5: a sponsor asks for changes, then all commit to the second revision.</summary>
    public async Task AgreeAsync()
    {
        await AskForChangesAsync(Cast.Sponsor, "Sam Whitfield", 1);
        await DesignAsync(2);
        await CommitAsync(Cast.Leader, "Lena Vogt", 2);
        await CommitAsync(Cast.Sponsor, "Sam Whitfield", 2);
        await CommitAsync(Cast.OtherSponsor, "Sue Tanaka", 2);
    }

    /// <summary>Step 6: a meeting, logged on the day.</summary>
    public async Task MeetAsync(int month, decimal reading)
    {
        var number = Numbers.Text(month);
        await new SessionForm(await stage.CoachAsync())
            .LogAsync(stage.Today, $"Month {number}. {Confidence}", $"Summary of month {number}.", reading);
    }
}
