using System.Globalization;

namespace CoachingWorkflow.Domain;

/// <summary>Who owes what: people by name, raters only as counts by group.</summary>
internal static class WaitingForBuilder
{
    public static IEnumerable<OpenDebtView> Build(Engagement engagement, DocumentTexts texts, DateTimeOffset now)
    {
        var debts = Agenda.DebtsOf(engagement).Where(debt => debt.Since <= now).ToList();

        foreach (var debt in debts.Where(debt => debt.Kind != DebtKind.RaterResponse))
        {
            yield return new OpenDebtView(
                debt.Debtor.Role, texts.Person(debt.Debtor)?.Name, DebtWords.Of(debt), debt.Since, debt.Due,
                Reminders(engagement, debt), Agenda.NextReminder(engagement, debt, now).At, MailTo(debt));
        }

        var groups = debts.Exists(debt => debt.Kind == DebtKind.ThreeSixty) ? CountedGroups.Of(engagement, engagement.Cycle, now) : [];
        foreach (var group in groups.Where(group => group.Missing > 0))
        {
            // Of all who were asked: what is owed since, reminded of and due with those alone who are silent would tell who they are.
            var asked = group.Debts(engagement, engagement.Cycle);
            var reminders = asked.Select(debt => Schedule(engagement, debt, now)).ToList();
            yield return new OpenDebtView(
                Role.Rater, Name: null,
                string.Create(CultureInfo.InvariantCulture, $"{group.Missing} of {group.Asked} answers to the 360-degree interviews ({group.Name})"),
                asked.Min(debt => debt.Since), asked.Max(debt => debt.Due),
                reminders.Max(schedule => schedule.Past), reminders.Min(schedule => schedule.Next), PersonView.Ok);
        }
    }

    private static string MailTo(Debt debt) => debt.Debtor.Bouncing ? PersonView.Bouncing : PersonView.Ok;

    // As planned for who never answers, whatever was sent.
    private static (int Past, DateTimeOffset Next) Schedule(Engagement engagement, Debt debt, DateTimeOffset now)
    {
        var past = 0;
        foreach (var reminder in ReminderSchedule.Of(engagement.Policy, debt.Since, debt.Due, debt.Debtor.TimeZone))
        {
            if (reminder.At > now)
                return (past, reminder.At);
            past++;
        }

        throw new InvalidOperationException("A reminder schedule has no end.");
    }

    private static int Reminders(Engagement engagement, Debt debt) => engagement.Mails.Count(MailKind.Reminder, debt.Key, debt.Debtor.Id);
}
