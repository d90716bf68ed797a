namespace CoachingWorkflow.Domain;

/// <summary>What is asked for, reminded of, and told to the firm while somebody owes it.</summary>
internal static class ObligationMails
{
    public static MailRule<Obligation> Request { get; } = new(MailKind.Request, MailUrgency.Invitation)
    {
        SubjectOf = ObligationOf,
        StillMatters = (_, mail, obligation) => obligation.OwedBy.RequestNumber == mail.Occasion,
        UrgencyOf = mail => mail switch
        {
            // Asked for anew: somebody wanted a fresh link, or an address was corrected.
            { Occasion: > 0 } => MailUrgency.Awaited,
            { Link.Purpose: LinkPurpose.Decide } => MailUrgency.Decision,
            _ => MailUrgency.Invitation,
        },
    };

    public static MailRule<Obligation> Reminder { get; } = new(MailKind.Reminder, MailUrgency.Reminder, MailTiming.MorningDigest)
    {
        SubjectOf = ObligationOf,
        StillMatters = (engagement, mail, obligation) =>
            IsLatest(engagement, mail) && (mail.Link is null || mail.Link.AddressNumber == obligation.OwedBy.AddressNumber),
    };

    public static MailRule<Obligation> Escalation { get; } = new(MailKind.Escalation, MailUrgency.Notice, MailTiming.MorningDigest)
    {
        SubjectOf = ObligationOf,
        StillMatters = (engagement, mail, _) => IsLatest(engagement, mail),
    };

    public static IEnumerable<PlannedMail> Planned(Engagement engagement, Obligation obligation, DateTimeOffset now)
    {
        var (owedBy, cycle) = (obligation.OwedBy, engagement.Cycle.Number);
        if (obligation.Requested
            && (engagement.Mails.LastOccasion(MailKind.Request, obligation.Key, owedBy.Id) ?? -1) < owedBy.RequestNumber)
            yield return new PlannedMail(
                MailKind.Request, obligation.Key, owedBy.Id, owedBy.RequestNumber, obligation.Since, cycle, obligation);

        if (engagement.Length >= JournalRoom.Reminders)
            yield break;

        var reminder = Agenda.NextReminder(engagement, obligation, now);
        yield return new PlannedMail(MailKind.Reminder, obligation.Key, owedBy.Id, reminder.Occasion, reminder.At, cycle, obligation);

        // Which rater is silent is not the firm's to know: it is told of the coach's obligation, the interviews as a whole.
        if (obligation.Kind == ObligationKind.RaterResponse)
            yield break;

        var escalation = Agenda.NextEscalation(engagement, obligation, now);
        yield return new PlannedMail(MailKind.Escalation, obligation.Key, Actor.Firm, escalation.Occasion, escalation.At, cycle);
    }

    private static Obligation? ObligationOf(Engagement engagement, MailDecided mail) =>
        Agenda.ObligationsOf(engagement).FirstOrDefault(obligation => obligation.Key == mail.About);

    // Where mail could not go for weeks, one reminder says what several would.
    private static bool IsLatest(Engagement engagement, MailDecided mail) =>
        engagement.Mails.LastOccasion(mail.MailKind, mail.About, mail.Recipient) == mail.Occasion;
}
