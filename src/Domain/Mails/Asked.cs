namespace CoachingWorkflow.Domain;

/// <summary>
/// How often a person has asked for a mail that goes at once, at the present address and without showing that it arrived.
/// </summary>
/// <param name="At">When last.</param>
/// <param name="DayFrom">When the day began whose requests count together.</param>
/// <param name="InDay">How many of that day there are.</param>
/// <param name="InAll">How many there are.</param>
internal sealed record Asked(DateTimeOffset At, DateTimeOffset DayFrom, int InDay, int InAll)
{
    /// <summary>One more request.</summary>
    /// <param name="before">Those before, if there are any.</param>
    /// <param name="now">When it comes.</param>
    public static Asked Again(Asked? before, DateTimeOffset now) => before switch
    {
        null => new Asked(now, now, InDay: 1, InAll: 1),
        _ when now < before.DayFrom.AddDays(1) => before with { At = now, InDay = before.InDay + 1, InAll = before.InAll + 1 },
        _ => new Asked(now, now, InDay: 1, before.InAll + 1),
    };

    /// <summary>The limit that is reached, and in how many days there is room for one more; null if there is.</summary>
    /// <param name="policy">How many in all, and how often then.</param>
    /// <param name="aDay">How many in a day.</param>
    public (int Most, int Days)? LimitReached(Policy policy, int aDay, DateTimeOffset now)
    {
        if (InAll >= policy.RequestsAtWill && At.AddDays(policy.RequestsEveryDays) is var next && now < next)
            return (InAll, DaysUntil(next));
        return InDay >= aDay && now < DayFrom.AddDays(1) ? (InDay, DaysUntil(DayFrom.AddDays(1))) : null;

        int DaysUntil(DateTimeOffset instant) => (int)Math.Ceiling((instant - now).TotalDays);
    }
}
