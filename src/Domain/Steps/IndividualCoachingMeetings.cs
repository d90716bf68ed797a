using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>Step 6, Individual coaching meetings: typically three hours a month, with a session log at least monthly.</summary>
internal static class IndividualCoachingMeetings
{
    public static MailRule<UnloggedMonth> MonthUnlogged { get; } =
        new(MailKind.MonthUnlogged, MailUrgency.Notice, MailTiming.MorningDigest) { SubjectOf = MonthOf };

    public static string MonthKey(Cycle cycle, int month) => cycle.Key($"month/{month}");

    /// <summary>When a month that nobody logs closes as unlogged.</summary>
    /// <param name="calendar">The program's calendar.</param>
    /// <param name="month">From 1.</param>
    internal static DateTimeOffset ClosesAt(Engagement engagement, ProgramCalendar calendar, int month) =>
        engagement.StartOf(DueOn(engagement, calendar, month).AddDays(engagement.Policy.MonthClosesAfterDue));

    /// <summary>Months that owe a log: nothing logged, not closed, the program not over.</summary>
    internal static IEnumerable<int> OpenMonths(Cycle cycle)
    {
        if (cycle.Calendar is not { } calendar || cycle.EndReview.IsHeld)
            return [];
        var logged = cycle.Sessions.Select(session => calendar.MonthOf(session.HeldOn)).ToHashSet();
        return Enumerable.Range(1, cycle.Months).Where(month => !logged.Contains(month) && !cycle.UnloggedMonths.Contains(month));
    }

    internal static IEnumerable<Obligation> Obligations(Engagement engagement, Cycle cycle) =>
        from month in OpenMonths(cycle)
        select new Obligation(
            MonthKey(cycle, month), ObligationKind.MonthLog, engagement.Coach,
            engagement.StartOf(cycle.Calendar!.FirstDayOf(month)), DueOn(engagement, cycle.Calendar, month), Month: month);

    private static DateOnly DueOn(Engagement engagement, ProgramCalendar calendar, int month) =>
        engagement.Policy.DueOn(calendar.LastDayOf(month).AddDays(engagement.Policy.MonthLogDueAfter));

    private static UnloggedMonth? MonthOf(Engagement engagement, MailDecided mail)
    {
        var cycle = MailRule.CycleOf(engagement, mail);
        return cycle.UnloggedMonths.Where(month => MonthKey(cycle, month) == mail.About)
            .Select(month => new UnloggedMonth(month, cycle.Calendar!.FirstDayOf(month), cycle.Calendar.LastDayOf(month)))
            .FirstOrDefault();
    }
}

/// <summary>A month that closed without a log.</summary>
/// <param name="Number">From 1.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day.</param>
internal sealed record UnloggedMonth(int Number, DateOnly FirstDay, DateOnly LastDay);

/// <summary>How coach and leader met.</summary>
public enum SessionMode
{
    /// <summary>In person, as it should be when possible.</summary>
    InPerson,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By video.</summary>
    Video,
}

/// <summary>A coaching meeting, as it was logged or corrected last.</summary>
/// <param name="Id">The session's id.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How coach and leader met.</param>
/// <param name="Readings">Where outcomes stand; seen by sponsor and firm only when a review releases them.</param>
/// <param name="Texts">Refers to <see cref="SessionTexts"/>.</param>
internal sealed record Session(
    string Id, DateOnly HeldOn, int Minutes, SessionMode Mode, ImmutableArray<Reading> Readings, DocumentRef Texts)
{
    /// <summary>The readings that a review has released.</summary>
    public ImmutableArray<Reading> Released { get; init; } = [];

    internal bool IsSameAs(Session other) => HeldOn == other.HeldOn && Minutes == other.Minutes && Mode == other.Mode
        && Texts == other.Texts && Readings.SequenceEqual(other.Readings);
}

/// <summary>The coach logs a meeting, or corrects a log.</summary>
/// <param name="Session">The session to correct; null logs a new one.</param>
/// <param name="HeldOn">The day.</param>
/// <param name="Minutes">How long it took.</param>
/// <param name="Mode">How coach and leader met.</param>
/// <param name="Readings">Where outcomes stand.</param>
/// <param name="Texts">Notes and summary.</param>
internal sealed record LogSession(
    string? Session, DateOnly HeldOn, int Minutes, SessionMode Mode, ImmutableArray<Reading> Readings, SessionTexts Texts) : Command
{
    /// <inheritdoc/>
    public override IEnumerable<DocumentRef?> DocumentsNeeded(Engagement engagement) => [Present(engagement)?.Texts];

    /// <inheritdoc/>
    public override Decision Decide(Engagement engagement, CommandDocuments documents, DateTimeOffset now)
    {
        var cycle = engagement.Cycle;
        var present = Present(engagement);
        if (Session is not null && present is null)
            return new NoSuch("session");

        if (StepRules.DuringProgram(
            engagement, "Sessions are logged from step 6 on, once leader and sponsors have committed.") is { } outOfStep)
            return outOfStep;
        var refusal = StepRules.HeldSince(cycle.Calendar!.StartsOn, engagement, HeldOn, now)
            ?? StepRules.KnownOutcomes(cycle, Readings, nameof(Readings));
        if (refusal is not null)
            return refusal;

        var id = Session ?? NameBasedId.Of(engagement.Id, $"{cycle.Number}/session/{cycle.Sessions.Count + 1}");
        var session = new Session(id, HeldOn, Minutes, Mode, Readings, documents.Put(Texts, present?.Texts));
        if (present is null)
            return new SessionLogged(session);
        return present.IsSameAs(session) ? Decision.NothingToDo : new SessionCorrected(session);
    }

    private Session? Present(Engagement engagement) => Session is null ? null : engagement.Cycle.FindSession(Session);
}

/// <summary>Milestone of step 6: a meeting was logged.</summary>
/// <param name="Session">The log.</param>
internal sealed record SessionLogged(Session Session) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { Sessions = cycle.Sessions.Add(Session) });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Session(Session.Id)];
}

/// <summary>A log was corrected; the first log stays in the journal.</summary>
/// <param name="Session">The log as it is now.</param>
internal sealed record SessionCorrected(Session Session) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) => engagement.InCycle(cycle => cycle with
    {
        Sessions = cycle.Sessions.ConvertAll(session => session.Id == Session.Id ? Session with { Released = session.Released } : session),
    });

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Amends(Engagement after) => [Amendable.Session(Session.Id)];
}

/// <summary>A month closed without a log; the firm is told.</summary>
/// <param name="Month">From 1.</param>
internal sealed record MonthClosedUnlogged(int Month) : Fact
{
    /// <inheritdoc/>
    protected internal override Engagement ApplyTo(Engagement engagement, DateTimeOffset at) =>
        engagement.InCycle(cycle => cycle with { UnloggedMonths = cycle.UnloggedMonths.Add(Month) });

    /// <inheritdoc/>
    protected internal override IEnumerable<Notice> Announce(Engagement after) =>
        [new Notice(IndividualCoachingMeetings.MonthKey(after.Cycle, Month), MailKind.MonthUnlogged, Actor.Firm)];
}
