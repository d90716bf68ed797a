using System.Collections.Immutable;
using System.Globalization;
using CoachingWorkflow.Domain;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What the firm is told. Raters are counted by group; which of them is silent stays between them and the coach.</summary>
internal static class FirmLetters
{
    public static MailView Escalation(MailContext context)
    {
        var debt = DebtLetters.DebtOf(context.Engagement, context.Mail);
        var who = $"{context.Documents.NameOf(debt.Debtor)} ({RoleNames.Of(debt.Debtor.Role)})";
        var step = DebtWords.StepOf(debt.Kind);
        return context.Letter(
            $"Overdue in the coaching of {context.Leader}: {DebtWords.Of(debt)}",
            [
                $"In the coaching engagement of {context.Leader} something is long overdue, in step {(int)step}, {StepNames.Of(step)}.",
                $"Who: {who}. What: {DebtWords.Of(debt)}. It was due on {Words.Of(debt.Due)}.",
                .. debt.Kind == DebtKind.ThreeSixty ? Answered(context.Cycle) : ImmutableArray<string>.Empty,
                "Reminders have gone there and go on every week.",
                "You are told again every week until it is done.",
            ]);
    }

    public static MailView MonthUnlogged(MailContext context)
    {
        var month = int.Parse(context.Mail.About.AsSpan(context.Mail.About.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);
        var calendar = context.Cycle.Calendar!;
        return context.Letter(
            string.Create(CultureInfo.InvariantCulture, $"Month {month} of the coaching of {context.Leader} has no session log"),
            [
                string.Create(CultureInfo.InvariantCulture, $"{context.Coach}, the coach of {context.Leader}, has logged no meeting for month {month} of the program, from {Words.Of(calendar.FirstDayOf(month))} to {Words.Of(calendar.LastDayOf(month))}. The month was closed as unlogged."),
                "A meeting that was held in it can still be logged. The program goes on.",
            ]);
    }

    public static MailView MailBounced(MailContext context)
    {
        var person = BouncingOf(context.Engagement, context.Mail)!;
        var name = context.Documents.NameOf(person);
        var whose = person.Role == Role.Rater ? $"a rater's address: {name}" : $"the address of {name} ({RoleNames.Of(person.Role)})";
        return context.Letter(
            $"A mail about the coaching of {context.Leader} came back",
            [
                $"A mail server refused for good what was sent to {whose}.",
                "Please correct the address in the engagement, or give it again if it works after all. What is owed is then asked for anew; links that were mailed before stop working.",
            ]);
    }

    /// <summary>Whose mail came back.</summary>
    public static Person? BouncingOf(Engagement engagement, MailDecided mail) =>
        engagement.FindIn(mail.Cycle, mail.About[(mail.About.LastIndexOf('/') + 1)..]);

    private static ImmutableArray<string> Answered(Cycle cycle)
    {
        var groups =
            from rater in cycle.Raters
            group rater by rater.Person.Relationship!.Value into raters
            orderby raters.Key
            select string.Create(
                CultureInfo.InvariantCulture,
                $"{DebtWords.Group(raters.Key)}: {raters.Count(rater => rater.Response is not null)} of {raters.Count()}");
        return cycle.Raters.IsEmpty
            ? ["No rater has been named yet."]
            : [$"Raters who have answered, by group: {string.Join("; ", groups)}. The coach knows who is missing."];
    }
}
