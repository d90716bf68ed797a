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

        foreach (var group in debts.Where(debt => debt.Kind == DebtKind.RaterResponse).GroupBy(debt => debt.Debtor.Relationship!.Value))
        {
            var asked = engagement.Cycle.Raters.Count(rater => rater.Person.Relationship == group.Key);
            yield return new OpenDebtView(
                Role.Rater, Name: null,
                $"{group.Count()} of {asked} answers to the 360-degree interviews ({DebtWords.Group(group.Key)})",
                group.Min(debt => debt.Since), group.Min(debt => debt.Due),
                group.Sum(debt => Reminders(engagement, debt)), group.Min(debt => Agenda.NextReminder(engagement, debt, now).At), MailTo([.. group]));
        }
    }

    private static string MailTo(params ReadOnlySpan<Debt> debts)
    {
        foreach (var debt in debts)
        {
            if (debt.Debtor.Bouncing)
                return PersonView.Bouncing;
        }

        return PersonView.Ok;
    }

    private static int Reminders(Engagement engagement, Debt debt) => engagement.Mails.Count(MailKind.Reminder, debt.Key, debt.Debtor.Id);
}
