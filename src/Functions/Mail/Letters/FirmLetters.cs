using System.Collections.Immutable;
using System.Globalization;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What the firm is told, and of single raters the coach: which of them is silent stays between them and the coach.</summary>
internal static class FirmLetters
{
    public static MailView Escalation(MailContext context)
    {
        var obligation = ObligationLetters.ObligationOf(context.Engagement, context.Mail);
        var who = $"{context.Documents.NameOf(obligation.OwedBy)} ({RoleNames.Of(obligation.OwedBy.Role)})";
        var step = ObligationWords.StepOf(obligation.Kind);
        return context.Letter(
            $"Overdue in the coaching of {context.Leader}: {ObligationWords.Of(obligation)}",
            [
                $"In the coaching engagement of {context.Leader} something is long overdue, in step {(int)step}, {StepNames.Of(step)}.",
                $"Who: {who}. What: {ObligationWords.Of(obligation)}. It was due on {Words.Of(obligation.Due)}.",
                .. obligation.Kind == ObligationKind.ThreeSixty ? Answered(context) : ImmutableArray<string>.Empty,
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
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{context.Coach}, the coach of {context.Leader}, has logged no meeting for month {month} of the program, from "
                    + $"{Words.Of(calendar.FirstDayOf(month))} to {Words.Of(calendar.LastDayOf(month))}. The month was closed as "
                    + $"unlogged."),
                "A meeting that was held in it can still be logged. The program goes on.",
            ]);
    }

    public static MailView MailBounced(MailContext context)
    {
        var person = BouncingOf(context.Engagement, context.Mail)!;
        var name = context.Documents.NameOf(person);
        var subject = $"A mail about the coaching of {context.Leader} came back";
        return person.Role == Role.Rater
            ? context.Letter(
                subject,
                [
                    $"A mail server refused for good what was sent to {name}, one of the raters "
                        + $"({ObligationWords.Group(person.Relationship!.Value)}). {context.Firm.Name} is not told, so that it does not "
                        + $"learn who has answered.",
                    $"Please find out the right address, and ask {context.Firm.Name} to correct it, or to give it again if it works "
                        + $"after all. You can also hold the interview yourself, and record it in your workspace.",
                ])
            : context.Letter(
                subject,
                [
                    $"A mail server refused for good what was sent to the address of {name} ({RoleNames.Of(person.Role)}).",
                    "Please correct the address in the engagement, or give it again if it works after all. What is owed is then asked "
                        + "for anew; links that were mailed before stop working.",
                ]);
    }

    /// <summary>Whose mail came back.</summary>
    public static Person? BouncingOf(Engagement engagement, MailDecided mail) =>
        engagement.FindIn(mail.Cycle, mail.About[(mail.About.LastIndexOf('/') + 1)..]);

    private static ImmutableArray<string> Answered(MailContext context)
    {
        if (context.Cycle.Raters.IsEmpty)
            return ["No rater has been named yet."];

        var groups = GroupView.Of(context.Engagement, context.Cycle, context.DecidedAt).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{Words.Listed([.. group.Groups.Select(ObligationWords.Group)])}: {group.Responded} of {group.Asked}")).ToList();
        return
        [
            groups.Count == 0
                ? "So few raters were asked that their answers are not counted here. The coach knows who is missing."
                : $"Answers by group of raters: {string.Join("; ", groups)}. The coach knows who is missing.",
        ];
    }
}
