namespace CoachingWorkflow.Pages;

/// <summary>Who attended a review: a box for each person; at least one is needed.</summary>
public static class AttendanceRows
{
    /// <summary>A mistake about attendance as a whole is told under this name.</summary>
    public const string Attended = "attended";

    /// <summary>"on" when the person attended.</summary>
    /// <param name="person">The person's id.</param>
    public static string Person(string person) => $"attended-{person}";
}
