namespace CoachingWorkflow.Domain;

/// <summary>What in an engagement can be written over, by its path in the HTTP contract.</summary>
internal static class Amendable
{
    /// <summary>Step 1: the outcomes.</summary>
    public const string Context = "context";

    /// <summary>Step 2: the interview.</summary>
    public const string LeaderInterview = "leader-interview";

    /// <summary>Step 4: the newest revision of the program design.</summary>
    public const string Program = "program";

    /// <summary>What every program has anew.</summary>
    public static IEnumerable<string> OfEveryCycle { get; } =
        [Context, LeaderInterview, Program, Meeting(ReviewKind.Mid), Meeting(ReviewKind.End)];

    /// <summary>A person's or rater's details.</summary>
    /// <param name="id">The person's id.</param>
    public static string Person(string id) => $"people/{id}";

    /// <summary>The log of a session.</summary>
    /// <param name="id">The session's id.</param>
    public static string Session(string id) => $"sessions/{id}";

    /// <summary>The meeting of a review.</summary>
    /// <param name="review">Which review.</param>
    public static string Meeting(ReviewKind review) => review == ReviewKind.Mid ? "reviews/mid/meeting" : "reviews/end/meeting";

    /// <summary>
    /// An interview with a rater. What the firm recorded, what the coach recorded and what the rater wrote are different things: no one of
    /// them tells of another.
    /// </summary>
    /// <param name="rater">The rater's id.</param>
    /// <param name="source">Where the answer comes from.</param>
    public static string Response(string rater, AnswerSource source) => source switch
    {
        AnswerSource.Firm => $"raters/{rater}/response",
        AnswerSource.Coach => $"raters/{rater}/response/coach",
        AnswerSource.Link => $"raters/{rater}/response/link",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, message: null),
    };
}
