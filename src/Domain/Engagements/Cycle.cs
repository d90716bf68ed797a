using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>One walk through the eight steps. A renewal closes a cycle and opens the next.</summary>
internal sealed record Cycle
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Length of the program, 6 to 12.</summary>
    public required int Months { get; init; }

    /// <summary>Budget of coaching hours a month, 1 to 12.</summary>
    public required int HoursPerMonth { get; init; }

    /// <summary>When the cycle began.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the present step began.</summary>
    public required DateTimeOffset StepSince { get; init; }

    /// <summary>Outcomes that the last cycle's end review proposed for this one, until the context is defined.</summary>
    public AgreedOutcomes? Proposed { get; init; }

    /// <summary>Step 1: the outcomes that were agreed.</summary>
    public AgreedOutcomes? Context { get; init; }

    /// <summary>Step 2: the interview.</summary>
    public Interview? LeaderInterview { get; init; }

    /// <summary>When step 2 ended.</summary>
    public DateTimeOffset? ThreeSixtyOpenedAt { get; init; }

    /// <summary>Step 3: those who were asked, in the order in which they were added.</summary>
    public ImmutableList<Rater> Raters { get; init; } = [];

    /// <summary>Step 3: why it was closed, once it was.</summary>
    public CloseReason? ThreeSixtyClosed { get; init; }

    /// <summary>Steps 4 and 5: every revision of the program design, corrections of the mid-program review included.</summary>
    public ImmutableList<ProgramRevision> Revisions { get; init; } = [];

    /// <summary>Step 5: the revision to which leader and every sponsor committed.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Step 6: what was logged, in the order of logging.</summary>
    public ImmutableList<Session> Sessions { get; init; } = [];

    /// <summary>Step 6: months that closed without a log.</summary>
    public ImmutableSortedSet<int> UnloggedMonths { get; init; } = [];

    /// <summary>Step 7.</summary>
    public Review MidReview { get; init; } = new();

    /// <summary>Step 8.</summary>
    public Review EndReview { get; init; } = new();

    /// <summary>What leader and sponsors decided at the end.</summary>
    public EndDecision? EndDecision { get; init; }

    /// <summary>What there was to celebrate at the end (a <see cref="NoteText"/>).</summary>
    public DocumentRef? Celebration { get; init; }

    /// <summary>The step that is shown: 6 to 8 overlap in time.</summary>
    public Step Step => this switch
    {
        { Context: null } => Step.DefiningTheContext,
        { LeaderInterview: null } => Step.InterviewWithLeader,
        { ThreeSixtyClosed: null } => Step.ThreeSixtyInterviews,
        { Commitment: null } => UnderReview is null ? Step.AssessmentAndDesign : Step.LeaderAndSponsorReview,
        { EndReview: { IsOpened: true } or { IsHeld: true } } => Step.EndOfProgramReview,
        { MidReview: { IsOpened: true, IsHeld: false } } => Step.MidProgramReview,
        _ => Step.IndividualCoachingMeetings,
    };

    /// <summary>The outcomes as they stand: agreed, or else proposed.</summary>
    public AgreedOutcomes? Outcomes => Context ?? Proposed;

    /// <summary>The newest revision of the program design.</summary>
    public ProgramRevision? Revision => Revisions.IsEmpty ? null : Revisions[^1];

    /// <summary>The revision that leader and sponsors are deciding on, if they are.</summary>
    public ProgramRevision? UnderReview => Commitment is null && Revision is { IsReturned: false } revision ? revision : null;

    /// <summary>The program's calendar, from the commitment on.</summary>
    public ProgramCalendar? Calendar => Commitment is { } commitment ? new ProgramCalendar(commitment.On, Months) : null;

    /// <summary>The minutes of all sessions.</summary>
    public int MinutesUsed => Sessions.Sum(session => session.Minutes);

    /// <summary>Whether the sessions took more hours than the program's budget.</summary>
    public bool IsOverBudget => MinutesUsed > Months * HoursPerMonth * 60;

    /// <summary>A person's decision on a revision, or null.</summary>
    /// <param name="person">The person's id.</param>
    /// <param name="revision">The revision's number.</param>
    public DesignDecision? DecisionOf(string person, int revision) =>
        Revisions.Find(candidate => candidate.Number == revision)?.Decisions.Find(decision => decision.Person == person);

    /// <summary>One of the two reviews.</summary>
    /// <param name="kind">Which.</param>
    public Review ReviewOf(ReviewKind kind) => kind == ReviewKind.Mid ? MidReview : EndReview;

    /// <summary>The day of one of the two reviews, from the commitment on.</summary>
    /// <param name="kind">Which.</param>
    public DateOnly? ReviewDay(ReviewKind kind) => kind == ReviewKind.Mid ? Calendar?.MidpointOn : Calendar?.EndsOn;

    internal string Key(string what) => $"{Number}/{what}";

    internal Cycle InReview(ReviewKind kind, Func<Review, Review> change) =>
        kind == ReviewKind.Mid ? this with { MidReview = change(MidReview) } : this with { EndReview = change(EndReview) };

    public Rater? FindRater(string id) => Raters.Find(rater => rater.Person.Id == id);

    public Session? FindSession(string id) => Sessions.Find(session => session.Id == id);

    internal Cycle InRater(string id, Func<Rater, Rater> change)
    {
        var index = Raters.FindIndex(rater => rater.Person.Id == id);
        return index < 0 ? this : this with { Raters = Raters.SetItem(index, change(Raters[index])) };
    }

    // Readings that sessions logged are seen by sponsor and firm only once a review has shown them.
    internal Cycle ReleaseReadings() =>
        this with { Sessions = Sessions.ConvertAll(session => session with { Released = session.Readings }) };
}
