namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>How a tour differs from others.</summary>
/// <param name="Months">Length of the program.</param>
/// <param name="TimeZone">The engagement's time zone.</param>
/// <param name="Key">Idempotency keys begin with it; ids derive from them.</param>
public sealed record TourPlan(int Months = 9, string TimeZone = "Europe/Berlin", string Key = "tour")
{
    /// <summary>The month of which no session is logged.</summary>
    public const int UnloggedMonth = 2;

    /// <summary>The day of the commitment.</summary>
    public DateOnly StartsOn { get; } = new(2027, 3, 1);

    public DateOnly EndsOn => StartsOn.AddMonths(Months).AddDays(-1);

    public DateOnly MidpointOn => StartsOn.AddMonths(Months / 2);
}
