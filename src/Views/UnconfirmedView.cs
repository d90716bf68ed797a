using System.Collections.Immutable;

namespace CoachingWorkflow.Views;

/// <summary>What a leader or a sponsor sees at an address that is not confirmed: no more than the firm sees.</summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="Reader">Whose address it is said to be.</param>
/// <param name="Leader">The leader's name.</param>
/// <param name="Coach">The coach's name.</param>
/// <param name="State">How the address stands.</param>
/// <param name="FormerIsAsked">Whether the former address was asked.</param>
/// <param name="IsDecision">Whether the reader came to decide on the program design.</param>
/// <param name="TimeZone">IANA time zone in which the engagement's days are counted.</param>
/// <param name="Standing">The step, and who owes what; raters by group only.</param>
/// <param name="Program">Its length and dates.</param>
/// <param name="Outcomes">With the readings that were released.</param>
public sealed record UnconfirmedView(
    string Firm,
    string Reader,
    string Leader,
    string Coach,
    AddressState State,
    bool FormerIsAsked,
    bool IsDecision,
    string TimeZone,
    StandingView Standing,
    ProgramView Program,
    ImmutableArray<OutcomeProgressView> Outcomes)
{
    /// <summary>The documents that <see cref="Of"/> needs.</summary>
    internal static IReadOnlyCollection<DocumentRef> DocumentsNeeded(Engagement engagement) =>
        [.. StandingView.DocumentsNeeded(engagement), .. engagement.Cycle.Outcomes is { } outcomes
            ? [outcomes.Texts] : ImmutableArray<DocumentRef>.Empty];

    /// <summary>What is seen now.</summary>
    /// <param name="engagement">The engagement, brought up to <paramref name="now"/>.</param>
    /// <param name="link">A leader's or sponsor's link.</param>
    /// <param name="documents">The documents that <see cref="DocumentsNeeded"/> names.</param>
    /// <param name="firm">The firm's name.</param>
    internal static UnconfirmedView Of(
        Engagement engagement, Link link, IReadOnlyDictionary<string, Document> documents, string firm, DateTimeOffset now)
    {
        var texts = new DocumentTexts(documents);
        var reader = engagement.Find(link.Recipient)!;
        return new UnconfirmedView(
            firm,
            texts.Name(reader),
            texts.Name(engagement.Leader),
            texts.Name(engagement.Coach),
            reader.Address,
            reader.Former is { IsAsked: true },
            link.Purpose == LinkPurpose.Decide,
            engagement.TimeZone,
            StandingView.Of(engagement, documents, now),
            FirmViewBuilder.Program(engagement.Cycle, texts),
            [.. FirmViewBuilder.Outcomes(engagement.Cycle, texts, session => session.Released)]);
    }
}
