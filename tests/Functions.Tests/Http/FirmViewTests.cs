using CoachingWorkflow.Functions.Tests.App;

namespace CoachingWorkflow.Functions.Tests.Http;

/// <summary>What the firm may read of texts: summaries and comments; of a session's notes, nothing.</summary>
public sealed class FirmViewTests
{
    [Fact]
    public async Task The_firm_reads_summaries_and_comments_and_no_notes()
    {
        await using var app = await TestApp.StartAsync();
        var engagement = await TestEngagement.AtStepAsync(app, 6);
        var session = Bodies.Session(app.Today, minutes: 75);
        var id = (await engagement.PostAsync("sessions", session)).Value("id");

        var answer = await engagement.GetAsync();

        Assert.Equal((id, "75"), (answer.Value("sessions.log.0.id"), answer.Value("sessions.log.0.minutes")));
        Assert.Equal(session["summary"]!.ToString(), answer.Value("sessions.log.0.summary"));
        Assert.DoesNotContain(session["notes"]!.ToString(), answer.Text, StringComparison.Ordinal);
        Assert.Equal(("1", "true"), (answer.Value("program.decisions.0.revision"), answer.Value("program.decisions.0.committed")));
        Assert.NotNull(answer.Value("program.decisions.0.comment"));
    }
}
