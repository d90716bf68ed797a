namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>What a body is written from.</summary>
/// <param name="Now">The moment of writing.</param>
/// <param name="Today">The day, where the engagement is.</param>
/// <param name="Outcome">The first outcome's id, once there is one.</param>
internal sealed record Situation(DateTimeOffset Now, DateOnly Today, string? Outcome)
{
    public static async Task<Situation> OfAsync(TestEngagement engagement)
    {
        var outcomes = (await engagement.GetAsync()).At("outcomes")!.AsArray();
        return new Situation(engagement.App.Now, engagement.App.Today, outcomes.FirstOrDefault()?["id"]?.ToString());
    }
}
