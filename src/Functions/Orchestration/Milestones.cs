namespace CoachingWorkflow.Functions.Orchestration;

/// <summary>The external events that wake an engagement. They carry nothing: the journal is the truth.</summary>
/// <remarks>Running orchestrations wait for these names: renaming one breaks them.</remarks>
internal static class Milestones
{
    /// <summary>Step 1 ended.</summary>
    public const string ContextDefined = nameof(ContextDefined);

    /// <summary>Step 2 ended.</summary>
    public const string LeaderInterviewed = nameof(LeaderInterviewed);

    /// <summary>Step 3 ended.</summary>
    public const string InterviewsDone = nameof(InterviewsDone);

    /// <summary>Step 4 ended: a revision is ready for review.</summary>
    public const string ProgramDesigned = nameof(ProgramDesigned);

    /// <summary>Step 5 ended: leader and every sponsor have committed.</summary>
    public const string DesignApproved = nameof(DesignApproved);

    /// <summary>Step 5 went back to step 4.</summary>
    public const string RevisionRequested = nameof(RevisionRequested);

    /// <summary>Step 6: a meeting was logged.</summary>
    public const string SessionLogged = nameof(SessionLogged);

    /// <summary>Step 7 ended.</summary>
    public const string MidReviewHeld = nameof(MidReviewHeld);

    /// <summary>Step 8 ended.</summary>
    public const string EndReviewHeld = nameof(EndReviewHeld);

    /// <summary>Anything else changed what is owed: a rater was added, an address corrected, the engagement cancelled.</summary>
    public const string AgendaChanged = nameof(AgendaChanged);

    private static readonly HashSet<string> Names =
    [
        ContextDefined, LeaderInterviewed, InterviewsDone, ProgramDesigned, DesignApproved, RevisionRequested,
        SessionLogged, MidReviewHeld, EndReviewHeld,
    ];

    /// <summary>The one event to raise after an append: the milestone among its facts, or <see cref="AgendaChanged"/>.</summary>
    /// <param name="facts">What was appended.</param>
    public static string EventFor(IEnumerable<Fact> facts) =>
        facts.Select(fact => fact.GetType().Name).FirstOrDefault(Names.Contains) ?? AgendaChanged;
}
