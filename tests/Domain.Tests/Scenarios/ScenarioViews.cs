namespace CoachingWorkflow.Domain.Tests;

/// <summary>What a view shows of a scenario.</summary>
internal static class ScenarioViews
{
    public static WorkspaceView Workspace(this Scenario scenario) =>
        WorkspaceView.Of(scenario.Engagement, scenario.Documents(), "Firm", scenario.Now);

    /// <summary>The documents that every view needs: people's names, and the outcomes once there are some.</summary>
    public static Dictionary<string, Document> Documents(this Scenario scenario)
    {
        var documents = scenario.Engagement.People.ToDictionary(
            person => person.Details.Id, Document (_) => new PersonDetails("A Name", "a@example.org"), StringComparer.Ordinal);
        if (scenario.Cycle.Outcomes is { } outcomes)
        {
            documents[outcomes.Texts.Id] = new OutcomeTexts(
                [.. outcomes.Items.Select(outcome => new OutcomeText(outcome.Id, "benchmark", Unit: null))]);
        }

        return documents;
    }
}
