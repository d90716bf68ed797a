using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>
/// What the coach sees of a cycle, which is everything, and of the present one, what the coach owes and can do now; at an address that is
/// not confirmed nothing that the firm does not see.
/// </summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="TimeZone">The coach's IANA time zone; a meeting's time is typed in it.</param>
/// <param name="Today">The engagement's calendar day.</param>
/// <param name="Cycle">Which cycle, from 1.</param>
/// <param name="Length">How many facts were read: a form carries it, so that the same form sent twice is recorded once.</param>
/// <param name="Standing">The step, and who owes what.</param>
/// <param name="Owed">What the coach owes now.</param>
/// <param name="People">Leader, coach and sponsors: who can have attended a review.</param>
/// <param name="Program">Its length and dates.</param>
/// <param name="ContextHeldOn">The day of the conversation in which the outcomes were agreed; null before.</param>
/// <param name="Outcomes">Agreed, or else proposed by the last cycle; with all readings.</param>
/// <param name="Interview">The interview with the leader.</param>
/// <param name="Raters">Each rater with the answer.</param>
/// <param name="Closing">Whether the 360-degree interviews can be closed; null outside step 3.</param>
/// <param name="ThreeSixty">The results by group, as the leader sees them.</param>
/// <param name="Revisions">Each revision of the design, with decisions and comments.</param>
/// <param name="Sessions">Hours used, month by month.</param>
/// <param name="Meetings">Each meeting, with notes and summary.</param>
/// <param name="Reviews">Both reviews.</param>
/// <param name="Addresses">Changed addresses.</param>
/// <param name="Editions">The editions on which forms are made.</param>
public sealed record WorkspaceView(
    string Firm,
    string Leader,
    string Coach,
    string TimeZone,
    DateOnly Today,
    int Cycle,
    long Length,
    StandingView Standing,
    ImmutableArray<OwedView> Owed,
    ImmutableArray<AttendeeView> People,
    ProgramView Program,
    DateOnly? ContextHeldOn,
    ImmutableArray<OutcomeProgressView> Outcomes,
    InterviewView? Interview,
    ImmutableArray<RaterAnswerView> Raters,
    ClosingView? Closing,
    ThreeSixtyResults ThreeSixty,
    ImmutableArray<RevisionView> Revisions,
    SessionsView Sessions,
    ImmutableArray<SessionNotesView> Meetings,
    ReviewsView Reviews,
    AddressesView Addresses,
    ImmutableDictionary<string, Edition> Editions)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, int? number = null) =>
    [
        .. LeaderView.DocumentsNeeded(engagement, number),
        .. AddressesView.DocumentsNeeded(engagement, engagement.Coach),
        .. engagement.CycleOf(number).Raters.Select(rater => rater.Person.Details),
        .. engagement.CycleOf(number).Raters.SelectMany(rater => rater.Answers).Select(answer => answer.Response.Texts),
    ];

    /// <summary>What the coach sees now.</summary>
    /// <param name="engagement">The engagement, brought up to <paramref name="now"/>.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static WorkspaceView Of(
        Engagement engagement, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now, int? number = null)
    {
        var cycle = engagement.CycleOf(number);
        var isPresent = cycle == engagement.Cycle;
        var readable = engagement.Coach.IsConfirmed ? cycle : WithoutConfidential(cycle);
        var texts = new DocumentTexts(documents);
        var today = engagement.DayOf(now);
        return new WorkspaceView(
            firm,
            texts.Name(engagement.Leader),
            texts.Name(engagement.Coach),
            engagement.Coach.TimeZone,
            today,
            cycle.Number,
            engagement.Length,
            StandingView.ForLeader(engagement, documents, now),
            isPresent ? [.. OwedView.Of(engagement, now)] : [],
            [.. engagement.People.Select(person => new AttendeeView(person.Id, texts.Name(person), person.Role))],
            FirmViewBuilder.Program(cycle, texts),
            cycle.Context?.HeldOn,
            [.. FirmViewBuilder.Outcomes(cycle, texts, session => engagement.Coach.IsConfirmed ? session.Readings : session.Released)],
            InterviewView.Of(readable, texts),
            [.. readable.Raters.Select(rater => RaterAnswerView.Of(rater, texts))],
            isPresent && engagement.Coach.IsConfirmed ? ClosingView.Of(engagement, now) : null,
            ThreeSixtyResults.Of(readable, engagement.Policy, documents),
            RevisionView.Of(engagement, readable, texts),
            FirmViewBuilder.Sessions(cycle, today, texts),
            SessionNotesView.Of(readable, texts),
            FirmViewBuilder.Reviews(cycle, texts),
            AddressesView.Of(engagement, engagement.Coach, texts),
            engagement.Editions);
    }

    private static Cycle WithoutConfidential(Cycle cycle) =>
        cycle with { LeaderInterview = null, Raters = [], ThreeSixtyClosed = null, Revisions = [], Sessions = [] };
}

/// <summary>Something that the coach owes now.</summary>
/// <param name="What">What, in words.</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="IsOverdue">Whether that day is past.</param>
/// <param name="Kind">Of which kind it is.</param>
public sealed record OwedView(string What, DateOnly Due, bool IsOverdue, ObligationKind Kind)
{
    internal static IEnumerable<OwedView> Of(Engagement engagement, DateTimeOffset now) =>
        from obligation in Agenda.ObligationsOf(engagement)
        where obligation.OwedBy.Id == engagement.Coach.Id && obligation.Since <= now
        orderby obligation.Due
        select new OwedView(ObligationWords.Of(obligation), obligation.Due, obligation.Due < engagement.DayOf(now), obligation.Kind);
}

/// <summary>Someone who can have attended a review.</summary>
/// <param name="Id">The person's id.</param>
/// <param name="Name">Who.</param>
/// <param name="Role">Leader, coach or sponsor.</param>
public sealed record AttendeeView(string Id, string Name, Role Role);

/// <summary>A rater, with what was answered. For the coach only.</summary>
/// <param name="Id">The rater's id.</param>
/// <param name="Name">Who.</param>
/// <param name="Relationship">Where they stand to the leader.</param>
/// <param name="Answers">The answer that counts, and what came beside it.</param>
/// <param name="IsBouncing">Whether a mail to the rater came back.</param>
public sealed record RaterAnswerView(string Id, string Name, Relationship Relationship, ImmutableArray<HeardView> Answers, bool IsBouncing)
{
    /// <summary>Whether they were heard.</summary>
    public bool HasAnswered => Answers.Length > 0;

    /// <summary>Whether they answered through their own link: then the coach can change nothing.</summary>
    public bool ByLink => Answers.Any(answer => answer.Source == AnswerSource.Link);

    /// <summary>The interview that the coach recorded, which the coach can correct.</summary>
    public HeardView? OfCoach => Answers.FirstOrDefault(answer => answer.Source == AnswerSource.Coach);

    internal static RaterAnswerView Of(Rater rater, DocumentTexts texts) => new(
        rater.Person.Id, texts.Name(rater.Person), rater.Person.Relationship!.Value,
        [.. rater.Answers.Select(answer => HeardView.Of(answer.Response, texts)).OrderBy(answer => answer.Source)], rater.Person.Bouncing);
}

/// <summary>What a rater said, as it came in one way. For the coach only.</summary>
/// <param name="Source">Which way.</param>
/// <param name="Strengths">What the leader does well.</param>
/// <param name="Growth">Where the leader can grow.</param>
/// <param name="Ratings">Values for outcomes.</param>
public sealed record HeardView(AnswerSource Source, string? Strengths, string? Growth, ImmutableArray<Reading> Ratings)
{
    internal static HeardView Of(RaterResponse response, DocumentTexts texts)
    {
        var words = texts.Response(response.Texts);
        return new HeardView(response.Source, words?.Strengths, words?.Growth, response.Ratings);
    }
}

/// <summary>Whether the 360-degree interviews can be closed.</summary>
/// <param name="Needed">What is needed before they can be closed without a reason, in words; null when nothing is.</param>
/// <param name="IsBossSilent">Whether a boss was asked who has not answered: to be weighed, nothing stands against closing.</param>
/// <param name="WithReasonFrom">From this day on they can be closed with a reason, although too few have answered.</param>
/// <param name="CanClose">Whether they can be closed today.</param>
public sealed record ClosingView(string? Needed, bool IsBossSilent, DateOnly? WithReasonFrom, bool CanClose)
{
    /// <summary>Whether closing needs a reason: too few have answered.</summary>
    public bool NeedsReason => Needed is not null;

    internal static ClosingView? Of(Engagement engagement, DateTimeOffset now)
    {
        var cycle = engagement.Cycle;
        if (engagement.Status != EngagementStatus.Active || cycle.Step != Step.ThreeSixtyInterviews)
            return null;

        var missing = ThreeSixtyInterviews.Missing(engagement, cycle, now);
        return new ClosingView(
            missing is null ? null : TooFewAnswers.Needed(missing.AnswersMissing, missing.IsBossAsked),
            cycle.Raters.Exists(rater => RaterGroups.IsBoss(rater) && rater.Response is null),
            missing?.WithReasonFrom,
            missing is null || engagement.DayOf(now) >= missing.WithReasonFrom);
    }
}
