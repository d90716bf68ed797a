using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>A request or a reminder: what is asked, by when, and what happens otherwise.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Obligation">What is owed.</param>
/// <param name="What">The same in words.</param>
/// <param name="IsReminder">Whether it was asked before.</param>
/// <param name="Due">By when.</param>
/// <param name="IsPast">Whether that day is over.</param>
/// <param name="Revision">Of the program design, where one is meant.</param>
/// <param name="Month">Of the program, for a month's log.</param>
/// <param name="AnswersNeeded">How many answers close the 360-degree interviews.</param>
/// <param name="SmallestGroup">How many raters a group has at least, to be shown.</param>
/// <param name="EscalateFrom">Days from the due day until the firm is told.</param>
/// <param name="MonthClosesAfterDue">Days from the due day until a month closes as unlogged.</param>
public sealed record RequestMail(
    MailFrame Frame,
    ObligationKind Obligation,
    string What,
    bool IsReminder,
    DateOnly Due,
    bool IsPast,
    int? Revision,
    int? Month,
    int AnswersNeeded,
    int SmallestGroup,
    int EscalateFrom,
    int MonthClosesAfterDue) : MailContent(Frame)
{
    /// <summary>Whether it is a line of a digest, whose day stands beside it.</summary>
    public bool IsLine { get; init; }

    internal static RequestMail Of(MailSources sources)
    {
        var (engagement, policy) = (sources.Engagement, sources.Engagement.Policy);
        var isReminder = sources.Mail.MailKind == MailKind.Reminder;
        var obligation = (isReminder ? ObligationMails.Reminder : ObligationMails.Request).Subject(engagement, sources.Mail);
        return new RequestMail(
            sources.Frame, obligation.Kind, ObligationWords.Of(obligation), isReminder, obligation.Due,
            engagement.DayOf(sources.DecidedAt) > obligation.Due, obligation.Revision, obligation.Month,
            ThreeSixtyInterviews.AnswersNeeded(policy), policy.SmallestGroup, policy.EscalateFrom, policy.MonthClosesAfterDue);
    }
}

/// <summary>To the firm: something is long overdue.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Obligation">What is owed.</param>
/// <param name="Step">The step that it belongs to.</param>
/// <param name="What">What is owed, in words.</param>
/// <param name="Name">Who owes it.</param>
/// <param name="OwedBy">What they are to the engagement.</param>
/// <param name="Due">When it was due.</param>
/// <param name="HasRaters">Whether raters were named in the 360-degree interviews.</param>
/// <param name="Answers">How many of them have answered, by group.</param>
public sealed record EscalationMail(
    MailFrame Frame, ObligationKind Obligation, Step Step, string What, string Name, Role OwedBy, DateOnly Due, bool HasRaters,
    ImmutableArray<GroupView> Answers) : MailContent(Frame)
{
    internal static IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement, MailDecided mail) =>
        [ObligationMails.Escalation.Subject(engagement, mail).OwedBy.Details];

    internal static EscalationMail Of(MailSources sources)
    {
        var obligation = ObligationMails.Escalation.Subject(sources.Engagement, sources.Mail);
        return new EscalationMail(
            sources.Frame, obligation.Kind, ObligationWords.StepOf(obligation.Kind), ObligationWords.Of(obligation),
            sources.NameOf(obligation.OwedBy), obligation.OwedBy.Role,
            obligation.Due, !sources.Cycle.Raters.IsEmpty, GroupView.Of(sources.Engagement, sources.Cycle, sources.DecidedAt));
    }
}

/// <summary>To the firm: a month closed without a log.</summary>
/// <param name="Frame">Who writes to whom.</param>
/// <param name="Month">From 1.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day.</param>
public sealed record MonthUnloggedMail(MailFrame Frame, int Month, DateOnly FirstDay, DateOnly LastDay) : MailContent(Frame)
{
    internal static MonthUnloggedMail Of(MailSources sources)
    {
        var month = IndividualCoachingMeetings.MonthUnlogged.Subject(sources.Engagement, sources.Mail);
        return new MonthUnloggedMail(sources.Frame, month.Number, month.FirstDay, month.LastDay);
    }
}
