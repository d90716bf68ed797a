namespace CoachingWorkflow.Pages;

/// <summary>A reading of each outcome, in the forms of sessions and reviews; all optional.</summary>
public static class ReadingRows
{
    /// <summary>Where an outcome stands: a number, or empty.</summary>
    /// <param name="outcome">The outcome's id.</param>
    public static string Reading(string outcome) => $"reading-{outcome}";

    internal static IEnumerable<(string Field, string? Value)> Filled(IEnumerable<Reading> readings) =>
        readings.Select(reading => (Reading(reading.Outcome), WorkspaceForm.Number((decimal?)reading.Value)));
}
