namespace CoachingWorkflow.Domain;

/// <summary>What an engagement owes and awaits: computed from the journal, never stored.</summary>
public static class Agenda
{
    /// <summary>Everything that is owed now, or by the calendar will be, in the order of the steps.</summary>
    /// <param name="engagement">The engagement.</param>
    public static IEnumerable<Debt> DebtsOf(Engagement engagement)
    {
        if (engagement.Status != EngagementStatus.Active)
            return [];

        var cycle = engagement.Cycle;
        return
        [
            .. DefiningTheContext.Debts(engagement, cycle),
            .. InterviewWithLeader.Debts(engagement, cycle),
            .. ThreeSixtyInterviews.Debts(engagement, cycle),
            .. AssessmentAndDesign.Debts(engagement, cycle),
            .. LeaderAndSponsorReview.Debts(engagement, cycle),
            .. IndividualCoachingMeetings.Debts(engagement, cycle),
            .. MidProgramReview.Debts(engagement, cycle),
            .. EndOfProgramReview.Debts(engagement, cycle),
        ];
    }

    /// <summary>The next reminder of a debt to its debtor, or the one to send now.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="debt">One of its debts.</param>
    /// <param name="now">The present.</param>
    public static Reminder NextReminder(Engagement engagement, Debt debt, DateTimeOffset now) => Next(
        engagement, debt, MailKind.Reminder, debt.Debtor.Id, debt.Debtor.TimeZone, from: int.MinValue, now);

    /// <summary>The next time that the firm is told of a debt, or the one to tell it now.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="debt">One of its debts.</param>
    /// <param name="now">The present.</param>
    public static Reminder NextEscalation(Engagement engagement, Debt debt, DateTimeOffset now) => Next(
        engagement, debt, MailKind.Escalation, Actor.Firm, engagement.FirmTimeZone, engagement.Policy.EscalateFrom, now);

    /// <summary>What has happened by the mere passing of time and is not recorded yet, in order.</summary>
    /// <param name="engagement">The engagement.</param>
    /// <param name="now">The present.</param>
    public static IEnumerable<Fact> TimeDrivenFacts(Engagement engagement, DateTimeOffset now) =>
        TimeDriven(engagement).Where(change => change.At <= now).OrderBy(change => change.At).Select(change => change.Fact);

    /// <summary>When the engagement must look at itself again, even if nobody does anything; null when it is over and all is mailed.</summary>
    /// <param name="engagement">The engagement, brought up to date.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset? WakeAt(Engagement engagement, DateTimeOffset now)
    {
        var pending = engagement.Mails.Pending.Values.Select(mail => mail.NotBefore);
        var owed = MailsOwed.Planned(engagement, now).Select(mail => mail.At);
        var changes = TimeDriven(engagement).Select(change => change.At);

        return pending.Concat(owed).Concat(changes).Select(at => (DateTimeOffset?)at).Min();
    }

    private static Reminder Next(
        Engagement engagement, Debt debt, MailKind kind, string recipient, string zone, int from, DateTimeOffset now) => ReminderSchedule.Next(
            ReminderSchedule.Of(engagement.Policy, debt.Since, debt.Due, zone, from),
            engagement.Mails.LastOccasion(kind, debt.Key, recipient),
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
