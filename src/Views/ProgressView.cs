using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>
/// What a sponsor may see of a cycle of an engagement: an allow-list. No interview, notes, answers or results of the
/// 360-degree interviews, and only the readings that a review has released.
/// </summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="Sponsors">The sponsors' names.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Cycle">Which cycle, from 1.</param>
/// <param name="Standing">The step, and who owes what; raters by group only.</param>
/// <param name="Program">Its length and dates.</param>
/// <param name="Outcomes">With the readings that were released.</param>
/// <param name="Sessions">Hours used, month by month, and the summary of each meeting.</param>
/// <param name="Reviews">Both reviews, with what there was to celebrate.</param>
/// <param name="Revisions">Each revision of the design, with decisions and comments.</param>
public sealed record ProgressView(
    string Firm,
    string Leader,
    string Coach,
    ImmutableArray<string> Sponsors,
    string TimeZone,
    int Cycle,
    StandingView Standing,
    ProgramView Program,
    ImmutableArray<OutcomeProgressView> Outcomes,
    SessionsView Sessions,
    ReviewsView Reviews,
    ImmutableArray<RevisionView> Revisions)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement, int? number = null) =>
        [.. ProgramDocuments.Of(engagement, engagement.CycleOf(number)).OfType<DocumentRef>()];

    /// <summary>What a sponsor sees now.</summary>
    /// <param name="engagement">The engagement, brought up to <paramref name="now"/>.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    /// <param name="number">Which cycle; null for the present one.</param>
    internal static ProgressView Of(
        Engagement engagement, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now, int? number = null)
    {
        var cycle = engagement.CycleOf(number);
        var texts = new DocumentTexts(documents);
        return new ProgressView(
            firm,
            texts.Name(engagement.Leader),
            texts.Name(engagement.Coach),
            [.. engagement.Sponsors.Select(texts.Name)],
            engagement.TimeZone,
            cycle.Number,
            StandingView.Of(engagement, documents, now),
            FirmViewBuilder.Program(cycle, texts),
            [.. FirmViewBuilder.Outcomes(cycle, texts, session => session.Released)],
            FirmViewBuilder.Sessions(cycle, engagement.DayOf(now), texts),
            FirmViewBuilder.Reviews(cycle, texts),
            RevisionView.Of(engagement, cycle, texts));
    }
}
