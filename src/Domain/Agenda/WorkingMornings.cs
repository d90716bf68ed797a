namespace CoachingWorkflow.Domain;

/// <summary>The times at which mails go that nobody's action brings: 09:00 of a working day in the recipient's time zone.</summary>
/// <param name="policy">Says which time and which days.</param>
/// <param name="zone">The recipient's IANA time zone.</param>
internal sealed class WorkingMornings(Policy policy, string zone)
{
    /// <summary>The morning of a day, or of the next working day.</summary>
    public DateTimeOffset OnOrAfter(DateOnly day)
    {
        while (!policy.WorkingDays.Contains(day.DayOfWeek))
            day = day.AddDays(1);
        return Zones.At(day, policy.MailTime, zone);
    }

    /// <summary>The morning of a day, or of the working day before.</summary>
    public DateTimeOffset OnOrBefore(DateOnly day) => Zones.At(policy.LastWorkingDay(day), policy.MailTime, zone);

    /// <summary>The first working morning at or after an instant.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset instant)
    {
        var day = Zones.DayOf(instant, zone);
        var morning = OnOrAfter(day);
        return morning >= instant ? morning : OnOrAfter(day.AddDays(1));
    }

    /// <summary>
    /// When a mail that was meant for <paramref name="morning"/> may go, seen from <paramref name="now"/>: then, or, if that
    /// morning was missed (the system was down), on the next one.
    /// </summary>
    /// <param name="morning">The working morning for which it was meant.</param>
    public DateTimeOffset Reachable(DateTimeOffset morning, DateTimeOffset now)
    {
        var earliest = now.AddMinutes(-policy.MailTimeToleranceMinutes);
        return morning >= earliest ? morning : NotBefore(earliest);
    }

    /// <summary>Whether an instant lies on a working morning, within the tolerance after the mail time.</summary>
    public bool IsNow(DateTimeOffset instant)
    {
        var morning = NotBefore(instant.AddMinutes(-policy.MailTimeToleranceMinutes));
        return morning <= instant;
    }
}
