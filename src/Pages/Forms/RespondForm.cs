namespace CoachingWorkflow.Pages;

/// <summary>The fields of <see cref="RespondPage"/>'s form.</summary>
public static class RespondForm
{
    /// <summary>What the leader does well.</summary>
    public const string Strengths = "strengths";

    /// <summary>Where the leader can grow.</summary>
    public const string Growth = "growth";

    /// <summary>The rating of an outcome; optional.</summary>
    /// <param name="outcome">The outcome's id.</param>
    public static string Rating(string outcome) => $"rating-{outcome}";
}
