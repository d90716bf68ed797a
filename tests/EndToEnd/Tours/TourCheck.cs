namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>Checks within a tour, which also runs where there is no test framework.</summary>
public static class TourCheck
{
    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
            throw new InvalidOperationException($"The tour expected {what} to be {expected}; it is {actual}.");
    }
}
