namespace CoachingWorkflow.Views;

/// <summary>An engagement, or its next program, begins.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="IsFirst">Whether it is the engagement's first program.</param>
/// <param name="Months">How long it takes.</param>
/// <param name="HoursPerMonth">Hours of coaching a month.</param>
public sealed record WelcomeMail(MailFrame Frame, bool IsFirst, int Months, int HoursPerMonth) : MailContent(Frame)
{
    internal static WelcomeMail Of(MailSources sources) =>
        new(sources.Frame, sources.Cycle.Number == 1, sources.Cycle.Months, sources.Cycle.HoursPerMonth);
}

/// <summary>Leader and sponsors have committed: the program begins.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Revision">The revision that they committed to.</param>
/// <param name="StartsOn">The program's first day.</param>
/// <param name="MidpointOn">The day of the mid-program review.</param>
/// <param name="EndsOn">The day of the end-of-program review.</param>
/// <param name="Months">How long it takes.</param>
/// <param name="HoursPerMonth">Hours of coaching a month.</param>
/// <param name="MonthLogDueAfter">Days from the end of a month until its log is due.</param>
public sealed record ProgramBeginsMail(
    MailFrame Frame, int Revision, DateOnly StartsOn, DateOnly MidpointOn, DateOnly EndsOn, int Months, int HoursPerMonth,
    int MonthLogDueAfter) : MailContent(Frame)
{
    internal static ProgramBeginsMail Of(MailSources sources)
    {
        var (cycle, calendar) = (sources.Cycle, sources.Cycle.Calendar!);
        return new ProgramBeginsMail(
            sources.Frame, cycle.Commitment!.Revision, calendar.StartsOn, calendar.MidpointOn, calendar.EndsOn, cycle.Months,
            cycle.HoursPerMonth, sources.Engagement.Policy.MonthLogDueAfter);
    }
}

/// <summary>Corrections to the program are in force.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Revision">The revision in force.</param>
/// <param name="CommittedRevision">The revision that leader and sponsors committed to.</param>
public sealed record ProgramCorrectedMail(MailFrame Frame, int Revision, int CommittedRevision) : MailContent(Frame)
{
    internal static ProgramCorrectedMail Of(MailSources sources) =>
        new(sources.Frame, sources.Cycle.Revision!.Number, sources.Cycle.Commitment!.Revision);
}

/// <summary>The end-of-program review was held.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="GoesOn">Whether another program follows; else the leader goes on alone.</param>
/// <param name="HasCelebration">Whether the coach has written down what there is to celebrate.</param>
public sealed record CompletedMail(MailFrame Frame, bool GoesOn, bool HasCelebration) : MailContent(Frame)
{
    internal static CompletedMail Of(MailSources sources) =>
        new(sources.Frame, sources.Cycle.EndDecision == EndDecision.NewProgram, sources.Cycle.Celebration is not null);
}

/// <summary>The engagement was cancelled.</summary>
/// <param name="Frame">Who writes to whom.</param>
public sealed record CancelledMail(MailFrame Frame) : MailContent(Frame);
