using System.Globalization;

namespace CoachingWorkflow.Views;

/// <summary>Who owes what: people by name, raters only as counts by group.</summary>
internal static class WaitingForBuilder
{
    public static IEnumerable<OpenObligationView> Build(Engagement engagement, DocumentTexts texts, DateTimeOffset now)
    {
        var obligations = Agenda.ObligationsOf(engagement).Where(obligation => obligation.Since <= now).ToList();

        foreach (var obligation in obligations.Where(obligation => obligation.Kind != ObligationKind.RaterResponse))
        {
            yield return new OpenObligationView(
                obligation.OwedBy.Role, texts.Person(obligation.OwedBy)?.Name, ObligationWords.Of(obligation), obligation.Since,
                obligation.Due,
                Reminders(engagement, obligation), Agenda.NextReminder(engagement, obligation, now).At, MailTo(obligation));
        }

        var groups = obligations.Exists(obligation => obligation.Kind == ObligationKind.ThreeSixty)
            ? CountedGroups.Of(engagement, engagement.Cycle, now) : [];
        foreach (var group in groups.Where(group => group.Missing > 0))
        {
            // Of all who were asked: what is owed since, reminded of and due with those alone who are silent would tell who they are.
            var asked = group.Obligations(engagement, engagement.Cycle);
            var reminders = asked.Select(obligation => Schedule(engagement, obligation, now)).ToList();
            yield return new OpenObligationView(
                Role.Rater, Name: null,
                string.Create(
                    CultureInfo.InvariantCulture, $"{group.Missing} of {group.Asked} answers to the 360-degree interviews ({group.Name})"),
                asked.Min(obligation => obligation.Since), asked.Max(obligation => obligation.Due),
                reminders.Max(schedule => schedule.Past), reminders.Min(schedule => schedule.Next), PersonView.Ok);
        }
    }

    private static string MailTo(Obligation obligation) => obligation.OwedBy.Bouncing ? PersonView.Bouncing : PersonView.Ok;

    // As planned for who never answers, whatever was sent.
    private static (int Past, DateTimeOffset Next) Schedule(Engagement engagement, Obligation obligation, DateTimeOffset now)
    {
        var past = 0;
        foreach (var reminder in ReminderSchedule.Of(engagement.Policy, obligation.Since, obligation.Due, obligation.OwedBy.TimeZone))
        {
            if (reminder.At > now)
                return (past, reminder.At);
            past++;
        }

        throw new InvalidOperationException("A reminder schedule has no end.");
    }

    private static int Reminders(Engagement engagement, Obligation obligation) =>
        engagement.Mails.Count(MailKind.Reminder, obligation.Key, obligation.OwedBy.Id);
}
