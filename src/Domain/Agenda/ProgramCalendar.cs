namespace CoachingWorkflow.Domain;

/// <summary>
/// The calendar of a program: months counted from the day of commitment, the midpoint and the end, as days in the
/// engagement's time zone.
/// </summary>
/// <param name="StartsOn">The day of the commitment.</param>
/// <param name="Months">Six to twelve.</param>
internal sealed record ProgramCalendar(DateOnly StartsOn, int Months)
{
    /// <summary>The last day of the last month: the end-of-program review's day.</summary>
    public DateOnly EndsOn => LastDayOf(Months);

    /// <summary>The first day of month <c>Months / 2 + 1</c>: the mid-program review's day.</summary>
    public DateOnly MidpointOn => FirstDayOf((Months / 2) + 1);

    /// <summary>The first day of a month; a start on the 31st falls on the last day of shorter months.</summary>
    /// <param name="month">From 1.</param>
    public DateOnly FirstDayOf(int month) => StartsOn.AddMonths(month - 1);

    /// <summary>The last day of a month.</summary>
    /// <param name="month">From 1.</param>
    public DateOnly LastDayOf(int month) => StartsOn.AddMonths(month).AddDays(-1);

    /// <summary>The month in which a day lies; a day after the end belongs to the last month.</summary>
    /// <param name="day">A day from <see cref="StartsOn"/> on.</param>
    public int MonthOf(DateOnly day)
    {
        var month = ((day.Year - StartsOn.Year) * 12) + day.Month - StartsOn.Month + 1;
        return Math.Clamp(FirstDayOf(month) <= day ? month : month - 1, 1, Months);
    }
}
