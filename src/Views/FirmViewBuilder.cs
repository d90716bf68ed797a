using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>Builds what a firm sees, from the state and the few documents that it may see.</summary>
public static class FirmViewBuilder
{
    /// <summary>
    /// The documents that <see cref="Build"/> needs: no interview, no answer, no design. A session's document holds notes beside the
    /// summary; of it, only the summary is taken.
    /// </summary>
    /// <param name="number">Which cycle.</param>
    internal static IEnumerable<DocumentRef> DocumentsNeeded(Engagement engagement, int number)
    {
        var cycle = engagement.Cycles[number - 1];
        IEnumerable<DocumentRef?> needed =
        [
            engagement.Reference,
            .. engagement.People.Select(person => person.Details),
            .. cycle.Raters.Select(rater => rater.Person.Details),
            cycle.Outcomes?.Texts,
            cycle.MidReview.Meeting?.Place,
            cycle.EndReview.Meeting?.Place,
            cycle.Celebration,
            .. cycle.Sessions.Select(session => session.Texts),
            .. cycle.Revisions.SelectMany(revision => revision.Decisions).Select(decision => decision.Texts),
        ];
        return needed.OfType<DocumentRef>();
    }

    /// <summary>The view of one cycle.</summary>
    /// <param name="engagement">The engagement, brought up to <paramref name="now"/>.</param>
    /// <param name="number">Which cycle.</param>
    /// <param name="documents">The documents from <see cref="DocumentsNeeded"/>, by id; an erased one is missing and shows as null.</param>
    internal static FirmView Build(Engagement engagement, int number, IReadOnlyDictionary<string, Document> documents, DateTimeOffset now)
    {
        var cycle = engagement.Cycles[number - 1];
        var texts = new DocumentTexts(documents);

        return new FirmView(
            engagement.Id,
            engagement.FirmId,
            texts.Note(engagement.Reference),
            engagement.Status,
            cycle.Number,
            engagement.StartedAt,
            engagement.EndedAt,
            [.. engagement.People.Select(person => Person(person, texts))],
            [.. cycle.Raters.Select(
                rater => new RaterView(rater.Person.Id, texts.Person(rater.Person)?.Name, rater.Person.Relationship!.Value))],
            GroupView.Of(engagement, cycle, now),
            StepOf(cycle),
            number == engagement.Cycle.Number ? [.. WaitingForBuilder.Build(engagement, texts, now)] : [],
            Program(cycle, texts),
            [.. Outcomes(cycle, texts, session => session.Released)],
            Sessions(cycle, engagement.DayOf(now), texts),
            Reviews(cycle, texts),
            number == engagement.Cycle.Number ? Etags(engagement) : new OrderedDictionary<string, string>(StringComparer.Ordinal));
    }

    // Of the present cycle only: nothing else can be amended. An interview with a rater is left out, as it is everywhere here.
    private static OrderedDictionary<string, string> Etags(Engagement engagement)
    {
        IEnumerable<string> things =
        [
            .. engagement.People.Select(person => Amendable.Person(person.Id)),
            .. engagement.Cycle.Raters.Select(rater => Amendable.Person(rater.Person.Id)),
            .. Amendable.OfEveryCycle,
            .. engagement.Cycle.Sessions.Select(session => Amendable.Session(session.Id)),
        ];
        return new OrderedDictionary<string, string>(
            things.Select(thing => KeyValuePair.Create(thing, engagement.EditionOf(thing).Tag)), StringComparer.Ordinal);
    }

    /// <summary>The documents that <see cref="Summarize"/> needs.</summary>
    internal static IEnumerable<DocumentRef> DocumentsForSummary(Engagement engagement) =>
        engagement.Reference is { } reference ? [reference, engagement.Leader.Details] : [engagement.Leader.Details];

    /// <summary>The engagement's row in the firm's list.</summary>
    /// <param name="documents">The documents from <see cref="DocumentsForSummary"/>, by id.</param>
    internal static EngagementSummaryView Summarize(Engagement engagement, IReadOnlyDictionary<string, Document> documents)
    {
        var texts = new DocumentTexts(documents);
        return new EngagementSummaryView(
            engagement.Id, texts.Note(engagement.Reference), texts.Person(engagement.Leader)?.Name, engagement.Status,
            engagement.Cycle.Number, StepOf(engagement.Cycle), engagement.StartedAt, engagement.Cycle.Calendar?.EndsOn, Damaged: false);
    }

    /// <summary>
    /// The row of an engagement that cannot be read. Since when it is in its step is not known: since its start at the longest.
    /// </summary>
    /// <param name="id">The engagement's id.</param>
    /// <param name="status">Whether it runs.</param>
    /// <param name="cycle">The cycle it is in.</param>
    /// <param name="step">The step it is in.</param>
    /// <param name="startedAt">When it was started.</param>
    internal static EngagementSummaryView SummarizeDamaged(
        string id, EngagementStatus status, int cycle, Step step, DateTimeOffset startedAt) => new(
        id, Reference: null, Leader: null, status, cycle, new StepView((int)step, StepNames.Of(step), startedAt), startedAt, EndsOn: null,
        Damaged: true);

    private static StepView StepOf(Cycle cycle) => new((int)cycle.Step, StepNames.Of(cycle.Step), cycle.StepSince);

    private static PersonView Person(Person person, DocumentTexts texts)
    {
        var details = texts.Person(person);
        return new PersonView(person.Id, person.Role, details?.Name, details?.Email, person.TimeZone, person.Bouncing
            ? PersonView.Bouncing : PersonView.Ok, person.Address);
    }

    internal static ProgramView Program(Cycle cycle, DocumentTexts texts) => new(
        cycle.Months, cycle.HoursPerMonth, cycle.Calendar?.StartsOn, cycle.Calendar?.EndsOn,
        cycle.Revision?.Number, cycle.Commitment?.Revision, cycle.Commitment?.On,
        [
            .. from revision in cycle.Revisions
               from decision in revision.Decisions
               select new DecisionView(revision.Number, decision.Person, decision.Committed, decision.At, texts.CommentOf(decision)),
        ]);

    // Whose view it is decides which readings of a session are in it: released ones only, or all.
    internal static IEnumerable<OutcomeProgressView> Outcomes(
        Cycle cycle, DocumentTexts texts, Func<Session, ImmutableArray<Reading>> readings)
    {
        if (cycle.Outcomes is not { } outcomes)
            yield break;

        var words = texts.Outcomes(outcomes.Texts);
        for (var index = 0; index < outcomes.Items.Length; index++)
        {
            var outcome = outcomes.Items[index];
            var text = words?.Items[index];
            yield return new OutcomeProgressView(
                outcome.Id, text?.Title, text?.Benchmark, outcome.Baseline, outcome.Target, text?.Unit,
                [.. Readings(cycle, outcome.Id, readings).OrderBy(reading => reading.On)]);
        }
    }

    private static IEnumerable<ReadingView> Readings(Cycle cycle, string outcome, Func<Session, ImmutableArray<Reading>> readings)
    {
        var sessions =
            from session in cycle.Sessions
            from reading in readings(session)
            where reading.Outcome == outcome
            select new ReadingView(session.HeldOn, reading.Value, "session");
        var reviews =
            from review in new[] { (cycle.MidReview.Held, Source: "midProgramReview"),
                (cycle.EndReview.Held, Source: "endOfProgramReview") }
            where review.Held is not null
            from reading in review.Held.Readings
            where reading.Outcome == outcome
            select new ReadingView(review.Held.HeldOn, reading.Value, review.Source);
        return sessions.Concat(reviews);
    }

    internal static SessionsView Sessions(Cycle cycle, DateOnly today, DocumentTexts texts) => new(
        cycle.Sessions.Count, Hours(cycle.Sessions), cycle.Months * cycle.HoursPerMonth, cycle.IsOverBudget,
        cycle.Calendar is { } calendar ? [.. Enumerable.Range(1, cycle.Months).Select(month => Month(cycle, calendar, month, today))] : [],
        [.. cycle.Sessions.Select(
            session => new SessionView(session.Id, session.HeldOn, session.Minutes, session.Mode, texts.SummaryOf(session)))]);

    private static MonthView Month(Cycle cycle, ProgramCalendar calendar, int month, DateOnly today)
    {
        var sessions = cycle.Sessions.FindAll(session => calendar.MonthOf(session.HeldOn) == month);
        var state = sessions.Count > 0 ? MonthState.Logged
            : cycle.UnloggedMonths.Contains(month) ? MonthState.Unlogged
            : calendar.FirstDayOf(month) > today ? MonthState.Upcoming
            : MonthState.Open;
        var isOver = sessions.Sum(session => session.Minutes) > cycle.HoursPerMonth * 60;
        return new MonthView(month, calendar.FirstDayOf(month), calendar.LastDayOf(month), sessions.Count, Hours(sessions), isOver, state);
    }

    private static decimal Hours(IEnumerable<Session> sessions) => Math.Round(sessions.Sum(session => session.Minutes) / 60m, 2);

    internal static ReviewsView Reviews(Cycle cycle, DocumentTexts texts) => new(
        ReviewOf(cycle, ReviewKind.Mid, texts),
        ReviewOf(cycle, ReviewKind.End, texts) with { Celebration = texts.Note(cycle.Celebration), Decision = cycle.EndDecision });

    private static ReviewView ReviewOf(Cycle cycle, ReviewKind kind, DocumentTexts texts)
    {
        var review = cycle.ReviewOf(kind);
        var state = review switch
        {
            { IsHeld: true } => ReviewState.Held,
            { IsLapsed: true } => ReviewState.Lapsed,
            { IsOpened: true } => ReviewState.Open,
            _ => ReviewState.Planned,
        };
        var meeting = review.Meeting is { } planned ? new MeetingView(planned.StartsAt, planned.Minutes, texts.Note(planned.Place)) : null;
        return new ReviewView(state, cycle.ReviewDay(kind), review.Held?.HeldOn, meeting);
    }
}
