namespace CoachingWorkflow.Domain;

/// <summary>One reminder of an obligation.</summary>
/// <param name="Occasion">Which one: days after (negative: before) the day on which the obligation is due.</param>
/// <param name="At">The working morning on which it goes.</param>
internal readonly record struct Reminder(int Occasion, DateTimeOffset At);

/// <summary>
/// When somebody is reminded of an obligation: 3 days before it is due, on the day, 7, 14 and 21 days after, then weekly; on working
/// mornings. Reminders that were already past when the obligation arose are one, and two on one day are one.
/// </summary>
internal static class ReminderSchedule
{
    /// <summary>All reminders of an obligation, in order, without end.</summary>
    /// <param name="policy">The rules of time.</param>
    /// <param name="since">When the obligation arose.</param>
    /// <param name="due">The day on which it is due.</param>
    /// <param name="zone">The recipient's IANA time zone.</param>
    /// <param name="from">The first occasion that counts; escalations to the firm begin at <see cref="Policy.EscalateFrom"/>.</param>
    public static IEnumerable<Reminder> Of(Policy policy, DateTimeOffset since, DateOnly due, string zone, int from = int.MinValue)
    {
        var mornings = new WorkingMornings(policy, zone);
        Reminder? held = null;

        foreach (var occasion in Occasions(policy).Where(occasion => occasion >= from))
        {
            var at = mornings.OnOrAfter(due.AddDays(occasion));
            var next = new Reminder(occasion, at < since ? mornings.NotBefore(since) : at);
            if (held is { } earlier && earlier.At != next.At)
                yield return earlier;
            held = next;
        }
    }

    /// <summary>The next reminder to send, or the one to send now: several that were missed are one.</summary>
    /// <param name="reminders">The schedule, from <see cref="Of"/>.</param>
    /// <param name="last">The occasion that was sent last, or null.</param>
    /// <param name="mornings">The recipient's working mornings.</param>
    public static Reminder Next(IEnumerable<Reminder> reminders, int? last, WorkingMornings mornings, DateTimeOffset now)
    {
        Reminder? next = null;
        foreach (var reminder in reminders.Where(reminder => last is null || reminder.Occasion > last))
        {
            var reachable = reminder with { At = mornings.Reachable(reminder.At, now) };
            if (next is { } held && reachable.At != held.At)
                return held;
            next = reachable;
        }

        throw new InvalidOperationException("A reminder schedule has no end.");
    }

    private static IEnumerable<int> Occasions(Policy policy)
    {
        foreach (var occasion in policy.Reminders)
            yield return occasion;
        for (var occasion = policy.Reminders[^1] + policy.ReminderRepeat; ; occasion += policy.ReminderRepeat)
            yield return occasion;
    }
}
