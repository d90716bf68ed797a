using System.Globalization;

namespace CoachingWorkflow.Functions.Mail.Letters;

/// <summary>What is told as an engagement begins, gets its program, and ends.</summary>
internal static class ProgramLetters
{
    public static MailView Welcome(MailContext context)
    {
        var (firm, coach, leader) = (context.Firm.Name, context.Coach, context.Leader);
        var isFirst = context.Cycle.Number == 1;
        return context.Letter(
            isFirst ? $"Coaching of {leader} begins" : $"A new program for {leader} begins",
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{firm} has started {(isFirst ? "a coaching engagement" : "a new coaching program")} for {context.LeaderOrYou}, of "
                    + $"{context.Cycle.Months} months with {context.Cycle.HoursPerMonth} hours of coaching a month. {coach} is the coach."),
                $"{coach} will first meet {(context.IsLeader ? "you and the sponsor" : $"{leader} and you")} to agree the program "
                    + $"outcomes, each with a benchmark. Interviews with "
                + $"{context.LeaderOrYou} and with people who work with {context.LeaderOrYou} follow. Then {coach} designs a program, "
                + $"and leader and sponsors commit to it.",
                $"What {(context.IsLeader ? "you tell" : $"{leader} tells")} the coach is confidential: sponsors and {firm} see "
                    + $"outcomes, dates, summaries and the program, not interviews and notes.",
                "You need to do nothing now. When something is asked of you, a mail says what and by when, with a link; you need no "
                    + "account.",
            ]);
    }

    public static MailView Begins(MailContext context)
    {
        var calendar = context.Cycle.Calendar!;
        var commitment = context.Cycle.Commitment!;
        return context.Letter(
            $"{Capital(context.TheProgram)} begins",
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The leader and every sponsor have committed to revision {commitment.Revision} of the program design: "
                    + $"{context.TheProgram} begins on {Words.Of(calendar.StartsOn)} and ends on {Words.Of(calendar.EndsOn)} "
                    + $"({context.Cycle.Months} months, {context.Cycle.HoursPerMonth} hours of coaching a month)."),
                $"The mid-program review is due on {Words.Of(calendar.MidpointOn)}, the end-of-program review on "
                    + $"{Words.Of(calendar.EndsOn)}. Invitations follow in time.",
                context.Recipient!.Role == Role.Coach
                    ? $"Please log at least one meeting a month in your workspace, behind the link below. A month's log is due "
                        + $"{Words.Days(context.Engagement.Policy.MonthLogDueAfter)} after the month ends."
                    : "You need to do nothing now.",
            ]);
    }

    public static MailView Corrected(MailContext context) => context.Letter(
        $"{Capital(context.TheProgram)} was corrected",
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"The mid-program review brought corrections to {context.TheProgram}. Revision {context.Cycle.Revision!.Number} of the "
                + $"program design is in force from now on. The commitment to revision {context.Cycle.Commitment!.Revision} stays as it "
                + $"was made."),
            context.Recipient!.Role == Role.Coach
                ? "Leader and sponsors are told as well." : $"{context.Coach} can tell you what has changed. You need to do nothing.",
        ]);

    public static MailView Completed(MailContext context) => context.Letter(
        $"{Capital(context.TheProgram)} is completed",
        [
            $"The end-of-program review was held, and {context.TheProgram} is completed. "
                + $"{(context.IsLeader ? "You go" : $"{context.Leader} goes")} on alone.",
            $"Nothing more is asked of you. Behind the link below you can still look at what was agreed and achieved. Thank you for "
                + $"taking part. {context.Firm.Name} wishes {context.LeaderOrYou} all success.",
        ]);

    public static MailView Cancelled(MailContext context) => context.Letter(
        context.Recipient!.Role == Role.Rater ? $"Your view of {context.Leader} is no longer needed"
            : $"{(context.IsLeader ? "Your coaching engagement" : $"The coaching engagement of {context.Leader}")} was cancelled",
        [
            $"{context.Firm.Name} has ended "
                + $"{(context.IsLeader ? "your coaching engagement" : $"the coaching engagement of {context.Leader}")} early.",
            $"Nothing more is asked of you, and links in earlier mails no longer work. For questions, please reply to this mail: it "
                + $"reaches {context.Firm.Name}.",
        ]);

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
