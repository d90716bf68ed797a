namespace CoachingWorkflow.Domain;

/// <summary>What an engagement owes and awaits: computed from the journal, never stored.</summary>
internal static class Agenda
{
    /// <summary>Everything that is owed now, or by the calendar will be, in the order of the steps.</summary>
    public static IEnumerable<Obligation> ObligationsOf(Engagement engagement)
    {
        if (engagement.Status != EngagementStatus.Active)
            return [];

        var cycle = engagement.Cycle;
        return
        [
            .. DefiningTheContext.Obligations(engagement, cycle),
            .. InterviewWithLeader.Obligations(engagement, cycle),
            .. ThreeSixtyInterviews.Obligations(engagement, cycle),
            .. AssessmentAndDesign.Obligations(engagement, cycle),
            .. LeaderAndSponsorReview.Obligations(engagement, cycle),
            .. IndividualCoachingMeetings.Obligations(engagement, cycle),
            .. MidProgramReview.Obligations(engagement, cycle),
            .. EndOfProgramReview.Obligations(engagement, cycle),
        ];
    }

    /// <summary>The next reminder of an obligation to whoever owes it, or the one to send now.</summary>
    /// <param name="obligation">One of its obligations.</param>
    public static Reminder NextReminder(Engagement engagement, Obligation obligation, DateTimeOffset now) => Next(
        engagement, obligation, MailKind.Reminder, obligation.OwedBy.Id, obligation.OwedBy.TimeZone, from: int.MinValue, now);

    /// <summary>The next time that the firm is told of an obligation, or the one to tell it now.</summary>
    /// <param name="obligation">One of its obligations.</param>
    public static Reminder NextEscalation(Engagement engagement, Obligation obligation, DateTimeOffset now) => Next(
        engagement, obligation, MailKind.Escalation, Actor.Firm, engagement.FirmTimeZone, engagement.Policy.EscalateFrom, now);

    /// <summary>What has happened by the mere passing of time and is not recorded yet, in order.</summary>
    public static IEnumerable<Fact> TimeDrivenFacts(Engagement engagement, DateTimeOffset now) =>
        TimeDriven(engagement).Where(change => change.At <= now).OrderBy(change => change.At).Select(change => change.Fact);

    /// <summary>
    /// When the engagement must look at itself again, even if nobody does anything; null when it is over and all is mailed.
    /// </summary>
    /// <param name="engagement">The engagement, brought up to date.</param>
    public static DateTimeOffset? WakeAt(Engagement engagement, DateTimeOffset now)
    {
        var pending = engagement.Mails.Pending.Values.Select(mail =>
            mail.Digest is { } digest && mail.NotBefore <= now ? digest.NextLook(now) : mail.NotBefore);
        var owed = MailsOwed.Planned(engagement, now).Select(mail => mail.DecideAt);
        var changes = TimeDriven(engagement).Select(change => change.At);

        return pending.Concat(owed).Concat(changes).Select(at => (DateTimeOffset?)at).Min();
    }

    private static Reminder Next(
        Engagement engagement, Obligation obligation, MailKind kind, string recipient, string zone, int from, DateTimeOffset now) =>
            ReminderSchedule.Next(
            ReminderSchedule.Of(engagement.Policy, obligation.Since, obligation.Due, zone, from),
            engagement.Mails.LastOccasion(kind, obligation.Key, recipient),
            new WorkingMornings(engagement.Policy, zone),
            now);

    private static IEnumerable<(DateTimeOffset At, Fact Fact)> TimeDriven(Engagement engagement)
    {
        if (engagement is not { Status: EngagementStatus.Active, Cycle: { Calendar: { } calendar } cycle })
            yield break;

        foreach (var month in IndividualCoachingMeetings.OpenMonths(cycle))
            yield return (IndividualCoachingMeetings.ClosesAt(engagement, calendar, month), new MonthClosedUnlogged(month));
        if (cycle.MidReview is { IsOpened: false, IsPending: true })
            yield return (engagement.StartOf(calendar.MidpointOn), new MidReviewOpened());
        if (cycle.EndReview is { IsOpened: false, IsPending: true })
            yield return (engagement.StartOf(calendar.EndsOn), new EndReviewOpened());
    }
}
