using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>
/// An engagement as its firm sees it: an allow-list. No interview, notes, answers, unreleased readings, and raters who are
/// silent only as counts. Of what can be amended it tells the present entity tags, by path.
/// </summary>
internal sealed record FirmView(
    string Id,
    string Firm,
    string? Reference,
    EngagementStatus Status,
    int Cycle,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ImmutableArray<PersonView> People,
    ImmutableArray<RaterView> Raters,
    ImmutableArray<GroupView> ThreeSixty,
    StepView Step,
    ImmutableArray<OpenObligationView> WaitingFor,
    ProgramView Program,
    ImmutableArray<OutcomeProgressView> Outcomes,
    SessionsView Sessions,
    ReviewsView Reviews,
    IReadOnlyDictionary<string, string> Etags);

/// <summary>Someone who takes part.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Role">Coach, leader or sponsor.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Mail"><c>ok</c>, or <c>bouncing</c> when the last mail came back.</param>
/// <param name="Address">Whether the address is confirmed; if not, nothing confidential is shown to it.</param>
public sealed record PersonView(string Id, Role Role, string? Name, string? Email, string TimeZone, string Mail, AddressState Address)
{
    /// <summary>Mail to them arrives, as far as is known.</summary>
    public const string Ok = "ok";

    /// <summary>A mail to them came back.</summary>
    public const string Bouncing = "bouncing";
}

/// <summary>Someone who was asked about the leader.</summary>
/// <param name="Id">The rater's id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
public sealed record RaterView(string Id, string? Name, Relationship Relationship);

/// <summary>How many of a group have answered. No group is so small that one of it stands out.</summary>
/// <param name="Groups">The groups that are counted as one.</param>
/// <param name="Asked">How many were asked.</param>
/// <param name="Responded">How many answers there are; one through a link and an interview that the firm recorded are two.</param>
public sealed record GroupView(ImmutableArray<Relationship> Groups, int Asked, int Responded)
{
    /// <summary>The groups of a cycle; none where fewer were asked than are counted.</summary>
    /// <param name="cycle">One of its cycles.</param>
    internal static ImmutableArray<GroupView> Of(Engagement engagement, Cycle cycle, DateTimeOffset now) =>
        [.. CountedGroups.Of(engagement, cycle, now).Select(group => new GroupView(group.Relationships, group.Asked, group.Responded))];
}

/// <summary>The step that an engagement is in.</summary>
/// <param name="Number">1 to 8.</param>
/// <param name="Name">Its name.</param>
/// <param name="Since">When it began.</param>
public sealed record StepView(int Number, string Name, DateTimeOffset Since);

/// <summary>Somebody (or a group of raters) who owes something.</summary>
/// <param name="Role">What they are to the engagement.</param>
/// <param name="Name">Their name; null for a group of raters.</param>
/// <param name="Owes">What they owe, in words.</param>
/// <param name="Since">When the obligation arose.</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="Reminders">How many reminders were sent; of a group, how many to whoever was asked first and is silent.</param>
/// <param name="NextReminder">When the next one goes.</param>
/// <param name="Mail">
/// <c>ok</c>, or <c>bouncing</c> when a mail to them came back: reminders do not arrive. Whose of a group did is the coach's to know.
/// </param>
public sealed record OpenObligationView(
    Role Role, string? Name, string Owes, DateTimeOffset Since, DateOnly Due, int Reminders, DateTimeOffset NextReminder, string Mail);

/// <summary>The program: its length, and its dates once leader and sponsors have committed.</summary>
/// <param name="Months">6 to 12.</param>
/// <param name="HoursPerMonth">1 to 12.</param>
/// <param name="StartsOn">The day of the commitment.</param>
/// <param name="EndsOn">The last day of the last month.</param>
/// <param name="Revision">The newest revision of the design.</param>
/// <param name="CommittedRevision">The revision to which leader and sponsors committed.</param>
/// <param name="CommittedOn">The day of the commitment.</param>
/// <param name="Decisions">What leader and sponsors decided on each revision; the design itself is not the firm's.</param>
public sealed record ProgramView(
    int Months,
    int HoursPerMonth,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    int? Revision,
    int? CommittedRevision,
    DateOnly? CommittedOn,
    ImmutableArray<DecisionView> Decisions);

/// <summary>A decision on a revision of the program design.</summary>
/// <param name="Revision">The revision's number.</param>
/// <param name="Person">The id of the one who decided.</param>
/// <param name="Committed">True: committed. False: asked for changes.</param>
/// <param name="At">When.</param>
/// <param name="Comment">The comment, if there was one.</param>
public sealed record DecisionView(int Revision, string Person, bool Committed, DateTimeOffset At, string? Comment);

/// <summary>A program outcome and where it stands.</summary>
/// <param name="Id">The outcome's id.</param>
/// <param name="Title">What is to be achieved.</param>
/// <param name="Benchmark">How it is measured.</param>
/// <param name="Baseline">Where the leader stood at the beginning.</param>
/// <param name="Target">Where the program should lead.</param>
/// <param name="Unit">In what it is measured.</param>
/// <param name="Readings">Readings that a review has released, oldest first.</param>
public sealed record OutcomeProgressView(
    string Id, string? Title, string? Benchmark, decimal Baseline, decimal Target, string? Unit, ImmutableArray<ReadingView> Readings);

/// <summary>A reading of an outcome.</summary>
/// <param name="On">The day.</param>
/// <param name="Value">In the outcome's unit.</param>
/// <param name="Source"><c>session</c>, <c>midProgramReview</c> or <c>endOfProgramReview</c>.</param>
public sealed record ReadingView(DateOnly On, decimal Value, string Source);

/// <summary>The coaching meetings.</summary>
/// <param name="Count">How many were logged.</param>
/// <param name="Hours">How long they took together.</param>
/// <param name="BudgetHours">How long they should take.</param>
/// <param name="OverBudget">Whether they took longer: flagged, not refused.</param>
/// <param name="Months">Month by month.</param>
/// <param name="Log">The meetings one by one, in the order of logging.</param>
public sealed record SessionsView(
    int Count, decimal Hours, int BudgetHours, bool OverBudget, ImmutableArray<MonthView> Months, ImmutableArray<SessionView> Log);

/// <summary>A meeting: its summary is for all, its notes are not here.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How coach and leader met.</param>
/// <param name="Summary">The summary, if the coach wrote one.</param>
public sealed record SessionView(string Id, DateOnly HeldOn, int Minutes, SessionMode Mode, string? Summary);

/// <summary>A month of the program.</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Sessions">How many meetings were logged.</param>
/// <param name="Hours">How long they took together.</param>
/// <param name="OverBudget">Whether they took longer than a month should: flagged, not refused.</param>
/// <param name="State">Where it stands.</param>
public sealed record MonthView(int Number, DateOnly From, DateOnly To, int Sessions, decimal Hours, bool OverBudget, MonthState State);

/// <summary>Where a month stands.</summary>
public enum MonthState
{
    /// <summary>It has not begun.</summary>
    Upcoming,

    /// <summary>It has begun (it may be over) and awaits its log.</summary>
    Open,

    /// <summary>At least one meeting was logged.</summary>
    Logged,

    /// <summary>It closed without a log.</summary>
    Unlogged,
}

/// <summary>Both reviews.</summary>
/// <param name="MidProgram">Step 7.</param>
/// <param name="EndOfProgram">Step 8.</param>
public sealed record ReviewsView(ReviewView MidProgram, ReviewView EndOfProgram);

/// <summary>A review.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Its day, once leader and sponsors have committed.</param>
/// <param name="HeldOn">When it was held.</param>
/// <param name="Meeting">The appointment, if one was made.</param>
/// <param name="Celebration">What there was to celebrate (end-of-program review only).</param>
/// <param name="Decision">How it goes on (end-of-program review only).</param>
public sealed record ReviewView(
    ReviewState State, DateOnly? DueOn, DateOnly? HeldOn, MeetingView? Meeting, string? Celebration = null, EndDecision? Decision = null);

/// <summary>Where a review stands.</summary>
public enum ReviewState
{
    /// <summary>Its day has not come.</summary>
    Planned,

    /// <summary>Its day has come.</summary>
    Open,

    /// <summary>It was held.</summary>
    Held,

    /// <summary>The program ended without it.</summary>
    Lapsed,
}

/// <summary>An appointment for a review.</summary>
/// <param name="StartsAt">When it starts.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Where.</param>
public sealed record MeetingView(DateTimeOffset StartsAt, int Minutes, string? Place);

/// <summary>An engagement as it stands in the firm's list.</summary>
/// <param name="Id">The engagement's id.</param>
/// <param name="Reference">The firm's own reference.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Status">Whether it runs.</param>
/// <param name="Cycle">The cycle it is in.</param>
/// <param name="Step">The step it is in.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndsOn">The program's last day, once leader and sponsors have committed.</param>
/// <param name="Damaged">Whether it cannot be read: then this is what the index still knows of it.</param>
internal sealed record EngagementSummaryView(
    string Id, string? Reference, string? Leader, EngagementStatus Status, int Cycle, StepView Step, DateTimeOffset StartedAt,
    DateOnly? EndsOn,
    bool Damaged);
