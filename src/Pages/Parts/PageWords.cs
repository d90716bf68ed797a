using System.Globalization;

namespace CoachingWorkflow.Pages;

/// <summary>What views hold as values, in the words of pages.</summary>
internal static class PageWords
{
    /// <summary>For example "5 Mar 2027", where a table has little room.</summary>
    public static string Short(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Source(string source) => source switch
    {
        "session" => "coaching meeting",
        "midProgramReview" => ReviewNames.Of(ReviewKind.Mid),
        "endOfProgramReview" => ReviewNames.Of(ReviewKind.End),
        _ => source,
    };

    public static string Of(SessionMode mode) => mode switch
    {
        SessionMode.InPerson => "in person",
        SessionMode.Telephone => "by telephone",
        SessionMode.Video => "by video",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, message: null),
    };

    public static string Of(MonthState state) => state switch
    {
        MonthState.Upcoming => "to come",
        MonthState.Open => "log awaited",
        MonthState.Logged => "logged",
        MonthState.Unlogged => "closed without a log",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    public static string Of(RevisionState state) => state switch
    {
        RevisionState.UnderReview => "under review",
        RevisionState.Returned => "changes asked for",
        RevisionState.Replaced => "replaced by a newer one",
        RevisionState.InForce => "in force",
        RevisionState.WasInForce => "in force until the end of the cycle",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
    };

    public static string Groups(IReadOnlyList<Relationship> groups) => Sentence(Words.Listed([.. groups.Select(ObligationWords.Group)]));

    /// <summary>Words as a sentence or title begins with them.</summary>
    public static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    public static string Answers(int count) => count == 1 ? "1 answer" : string.Create(CultureInfo.InvariantCulture, $"{count} answers");
}
