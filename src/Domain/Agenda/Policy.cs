using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>
/// The rules of time: data, never constants in code. The policy that applied to an engagement is in its first fact; what a later
/// release adds to it has its default there. It is not configured: the defaults are every firm's.
/// All numbers are calendar days unless they say otherwise.
/// </summary>
internal sealed record Policy
{
    /// <summary>The defaults.</summary>
    public static Policy Default { get; } = new() { DueOnWorkingDays = true };

    /// <summary>When steps 1 to 5 are due after they opened (step 3 for raters: after they were added).</summary>
    public ImmutableArray<int> StepDueAfter { get; init; } = [14, 14, 28, 14, 10];

    /// <summary>
    /// Whether what would be due on another day than one of <see cref="WorkingDays"/> is due on the working day before. Policies of
    /// journals that do not say keep the dates that people were told.
    /// </summary>
    public bool DueOnWorkingDays { get; init; }

    /// <summary>When a month's log is due after the month's last day.</summary>
    public int MonthLogDueAfter { get; init; } = 5;

    /// <summary>When a month without a log closes as unlogged, after its log was due.</summary>
    public int MonthClosesAfterDue { get; init; } = 14;

    /// <summary>From when on a review may be held and is owed, before its date.</summary>
    public int ReviewOpensBefore { get; init; } = 21;

    /// <summary>When review invitations go, before the review's date.</summary>
    public int ReviewInvitationBefore { get; init; } = 21;

    /// <summary>Reminders, relative to the day on which something is due.</summary>
    public ImmutableArray<int> Reminders { get; init; } = [-3, 0, 7, 14, 21];

    /// <summary>After the last of <see cref="Reminders"/>, one again every so many days.</summary>
    public int ReminderRepeat { get; init; } = 7;

    /// <summary>From this reminder on the firm is told too.</summary>
    public int EscalateFrom { get; init; } = 21;

    /// <summary>When reminders, review invitations and escalations go, in the recipient's time zone.</summary>
    public TimeOnly MailTime { get; init; } = new(9, 0);

    /// <summary>The days on which they go.</summary>
    public ImmutableArray<DayOfWeek> WorkingDays { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>How late (in minutes) such a mail may still go on its day; later, it goes on the next working day.</summary>
    public int MailTimeToleranceMinutes { get; init; } = 60;

    /// <summary>How long an emailed link lives by which something is done once.</summary>
    public int LinkLife { get; init; } = 30;

    /// <summary>How long after an engagement's end the pages of coach, leader and sponsors are there.</summary>
    public int PageLife { get; init; } = 90;

    /// <summary>How many minutes lie between two fresh links that one person asks for.</summary>
    public int FreshLinkEveryMinutes { get; init; } = 10;

    /// <summary>How many fresh links one person is mailed within 24 hours.</summary>
    public int FreshLinksADay { get; init; } = 5;

    /// <summary>
    /// After how many fresh links at one address, or codes of which none was entered rightly, the next ones go only every
    /// <see cref="RequestsEveryDays"/>.
    /// </summary>
    public int RequestsAtWill { get; init; } = 30;

    /// <summary>How many days lie between two of them then.</summary>
    public int RequestsEveryDays { get; init; } = 7;

    /// <summary>How many minutes a mailed code for opening a page can be entered.</summary>
    public int AccessCodeMinutes { get; init; } = 10;

    /// <summary>How many minutes lie between two codes that one person asks for.</summary>
    public int AccessCodeEveryMinutes { get; init; } = 2;

    /// <summary>How many codes one person is mailed within 24 hours without entering one rightly.</summary>
    public int AccessCodesADay { get; init; } = 10;

    /// <summary>After how many wrong entries a code is closed.</summary>
    public int AccessCodeMisses { get; init; } = 5;

    /// <summary>How many days a device stays known after the right code was entered on it.</summary>
    public int DeviceLife { get; init; } = 90;

    /// <summary>How long after an objection from a former address coach or leader cannot confirm the new one.</summary>
    public int AddressObjectionDays { get; init; } = 7;

    /// <summary>
    /// For how many minutes an address that was just given can be corrected without anybody being told, where nobody has read anything.
    /// </summary>
    public int AddressTypoMinutes { get; init; } = 60;

    /// <summary>How many raters beside the boss must have answered before the coach may close the 360-degree interviews.</summary>
    public int OtherAnswersNeeded { get; init; } = 3;

    /// <summary>From how many days overdue the coach may close them anyway, with a reason.</summary>
    public int CloseWithReasonAfter { get; init; } = 14;

    /// <summary>The smallest group (the boss excepted) whose 360-degree results are shown.</summary>
    public int SmallestGroup { get; init; } = 3;

    /// <summary>How long a mail to a full mailbox is tried before it counts as refused.</summary>
    public int FullMailboxTriedFor { get; init; } = 5;

    /// <summary>The longest that an orchestration waits before it looks again.</summary>
    public int LongestWait { get; init; } = 30;

    /// <summary>Months after the end until journal, documents and orchestration are deleted.</summary>
    public int RetentionMonths { get; init; } = 24;

    /// <summary>The day on which something is due that the calendar puts on a day.</summary>
    public DateOnly DueOn(DateOnly day) => DueOnWorkingDays ? LastWorkingDay(day) : day;

    /// <summary>The working day nearest to a day, not after it.</summary>
    public DateOnly LastWorkingDay(DateOnly day)
    {
        while (!WorkingDays.Contains(day.DayOfWeek))
            day = day.AddDays(-1);
        return day;
    }
}
