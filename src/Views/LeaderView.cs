using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>
/// What the leader may see of a cycle: the program, the own interview, all notes and readings, and the 360-degree
/// results by group; never a single answer, nor who is silent.
/// </summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Sponsors">The sponsors' names.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Cycle">Which cycle, from 1.</param>
/// <param name="Standing">The step, and who owes what; raters by group only.</param>
/// <param name="Program">Its length and dates.</param>
/// <param name="Outcomes">With all readings.</param>
/// <param name="Practices">The practices of the newest revision, with how long each has been one.</param>
/// <param name="Revisions">Each revision of the design, with decisions and comments.</param>
/// <param name="Sessions">Hours used, month by month.</param>
/// <param name="Meetings">Each meeting, with notes and summary.</param>
/// <param name="Reviews">Both reviews, with what there was to celebrate.</param>
/// <param name="Interview">The own interview, once it was held.</param>
/// <param name="ThreeSixty">The 360-degree results by group, once the interviews are closed.</param>
/// <param name="Addresses">Changed addresses.</param>
public sealed record LeaderView(
    string Firm,
    string Leader,
    string Coach,
    ImmutableArray<string> Sponsors,
    string TimeZone,
    int Cycle,
    StandingView Standing,
    ProgramView Program,
    ImmutableArray<OutcomeProgressView> Outcomes,
    ImmutableArray<PracticeView> Practices,
    ImmutableArray<RevisionView> Revisions,
    SessionsView Sessions,
    ImmutableArray<SessionNotesView> Meetings,
    ReviewsView Reviews,
    InterviewView? Interview,
    ThreeSixtyResults ThreeSixty,
    AddressesView Addresses)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, int? number = null)
    {
        var cycle = engagement.CycleOf(number);
        IEnumerable<DocumentRef?> needed =
        [
            .. ProgramDocuments.Of(engagement, cycle),
            .. AddressesView.DocumentsNeeded(engagement, engagement.Leader),
            cycle.LeaderInterview?.Texts,
            .. ThreeSixtyResults.DocumentsNeeded(cycle),
        ];
        return [.. needed.OfType<DocumentRef>()];
    }

    /// <summary>What the leader sees now.</summary>
    /// <param name="engagement">The engagement, brought up to <paramref name="now"/>.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static LeaderView Of(
        Engagement engagement, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now, int? number = null)
    {
        var cycle = engagement.CycleOf(number);
        var texts = new DocumentTexts(documents);
        var revisions = RevisionView.Of(engagement, cycle, texts);
        return new LeaderView(
            firm,
            texts.Name(engagement.Leader),
            texts.Name(engagement.Coach),
            [.. engagement.Sponsors.Select(texts.Name)],
            engagement.TimeZone,
            cycle.Number,
            StandingView.ForLeader(engagement, documents, now),
            FirmViewBuilder.Program(cycle, texts),
            [.. FirmViewBuilder.Outcomes(cycle, texts, session => session.Readings)],
            PracticeView.Of(revisions),
            revisions,
            FirmViewBuilder.Sessions(cycle, engagement.DayOf(now), texts),
            SessionNotesView.Of(cycle, texts),
            FirmViewBuilder.Reviews(cycle, texts),
            InterviewView.Of(cycle, texts),
            ThreeSixtyResults.Of(cycle, engagement.Policy, documents),
            AddressesView.Of(engagement, engagement.Leader, texts));
    }
}
