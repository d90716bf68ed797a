namespace CoachingWorkflow.Domain;

/// <summary>What somebody can owe.</summary>
public enum ObligationKind
{
    /// <summary>Step 1, by the coach.</summary>
    Context,

    /// <summary>Step 2, by the coach.</summary>
    LeaderInterview,

    /// <summary>Step 3, by the coach: raters named, and the interviews closed.</summary>
    ThreeSixty,

    /// <summary>Step 3, by each rater.</summary>
    RaterResponse,

    /// <summary>Step 4, by the coach: a program design, or its next revision.</summary>
    ProgramDesign,

    /// <summary>Step 5, by the leader and each sponsor: a decision on the revision.</summary>
    DesignDecision,

    /// <summary>Step 6, by the coach: a month's log.</summary>
    MonthLog,

    /// <summary>Step 7, by the coach.</summary>
    MidReview,

    /// <summary>Step 8, by the coach.</summary>
    EndReview,
}

/// <summary>Something that one person owes an engagement.</summary>
/// <param name="Key">What is owed and by whom, unique and stable within the engagement.</param>
/// <param name="Kind">What is owed.</param>
/// <param name="OwedBy">Who owes it.</param>
/// <param name="Since">When the obligation arose (or will arise).</param>
/// <param name="Due">The day on which it is due.</param>
/// <param name="Requested">Whether whoever owes it is asked by a mail at once; month logs and reviews arise by the calendar alone.</param>
/// <param name="Link">What an emailed link lets whoever owes it do about it, if anything.</param>
/// <param name="Revision">Of the program design, where one is meant.</param>
/// <param name="Month">Of the program, for a month's log.</param>
internal sealed record Obligation(
    string Key,
    ObligationKind Kind,
    Person OwedBy,
    DateTimeOffset Since,
    DateOnly Due,
    bool Requested = false,
    LinkPurpose? Link = null,
    int? Revision = null,
    int? Month = null);
