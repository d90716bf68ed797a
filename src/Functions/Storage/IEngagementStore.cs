namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// Keeps engagements: an append-only, hash-chained journal for each, the documents that its facts refer to, and an index row
/// by which engagements are listed and found overdue without reading their journals. Any member may throw
/// <see cref="StorageUnavailableException"/>.
/// </summary>
internal interface IEngagementStore
{
    /// <summary>The entries of a journal after a number, oldest first; empty for an unknown engagement.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="after">Entries up to this number are left out.</param>
    /// <exception cref="JournalBrokenException">The journal does not verify: a fact was altered, added or removed.</exception>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string engagement, long after, CancellationToken cancellation);

    /// <summary>What a journal has beyond what the caller knows of it; all of it if it does not go on from there.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="known">How far the caller knows the journal.</param>
    /// <exception cref="JournalBrokenException">The journal does not verify: a fact was altered, added or removed.</exception>
    Task<JournalPart> ReadOnAsync(string engagement, JournalHead known, CancellationToken cancellation);

    /// <summary>
    /// Writes documents, then facts that refer to them, then the index row, if the journal still has the expected length. A failure
    /// leaves no fact without its documents.
    /// </summary>
    /// <param name="append">What to write.</param>
    /// <returns>False when the journal has another length or head by now: read again and decide again.</returns>
    /// <exception cref="JournalFullException">The engagement has as many facts as it may have.</exception>
    Task<bool> AppendAsync(JournalAppend append, CancellationToken cancellation);

    /// <summary>Documents of an engagement, by id; an erased one is missing from the answer.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="documents">References, as facts hold them.</param>
    /// <exception cref="JournalBrokenException">A document is not the one that its fact refers to.</exception>
    Task<IReadOnlyDictionary<string, Document>> ReadDocumentsAsync(
        string engagement, IReadOnlyCollection<DocumentRef> documents, CancellationToken cancellation);

    /// <summary>A firm's engagements, newest first.</summary>
    /// <param name="query">Which ones.</param>
    Task<EngagementPage> ListAsync(EngagementQuery query, CancellationToken cancellation);

    /// <summary>
    /// All engagements of all firms whose <see cref="EngagementSummary.WakeAt"/> is at or before an instant, active or not.
    /// </summary>
    IAsyncEnumerable<EngagementSummary> WakingBeforeAsync(DateTimeOffset instant, CancellationToken cancellation);

    /// <summary>All active engagements of all firms.</summary>
    IAsyncEnumerable<EngagementSummary> ActiveAsync(CancellationToken cancellation);

    /// <summary>All engagements of all firms that ended before an instant.</summary>
    IAsyncEnumerable<EngagementSummary> EndedBeforeAsync(DateTimeOffset instant, CancellationToken cancellation);

    /// <summary>Writes index rows that are missing or behind their journal, where a crash came between the two writes.</summary>
    /// <returns>How many were written.</returns>
    Task<int> RepairIndexAsync(CancellationToken cancellation);

    /// <summary>Deletes documents that were written before an instant and that no fact refers to.</summary>
    /// <param name="instant">Younger documents may still get their fact.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> SweepOrphansAsync(DateTimeOffset instant, CancellationToken cancellation);

    /// <summary>Deletes an engagement with its journal and documents, for good.</summary>
    /// <param name="engagement">The engagement's id.</param>
    Task DeleteAsync(string engagement, CancellationToken cancellation);
}

/// <summary>What one append writes.</summary>
/// <param name="ExpectedLength">The length of the journal on which the facts were decided.</param>
/// <param name="Entries">Numbered from <paramref name="ExpectedLength"/> + 1 without gaps.</param>
/// <param name="Documents">New documents that the entries refer to.</param>
/// <param name="Summary">The index row as it is after the append.</param>
internal sealed record JournalAppend(
    long ExpectedLength, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<SealedDocument> Documents, EngagementSummary Summary)
{
    /// <summary>The hash, in hex, of the last entry on which the facts were decided; null leaves it at the length.</summary>
    public string? ExpectedHash { get; init; }

    /// <summary>Whether a journal is the one on which the facts were decided.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="hash">The hash of its last entry.</param>
    internal bool FollowsOn(long length, ReadOnlySpan<byte> hash) =>
        length == ExpectedLength && (ExpectedHash is null || ExpectedHash == Convert.ToHexStringLower(hash));
}

/// <summary>A document with its salt, ready to be written.</summary>
/// <param name="Ref">How facts refer to it.</param>
/// <param name="Salt">Random; without it the hash cannot be tied to the content.</param>
/// <param name="Content">The content.</param>
internal sealed record SealedDocument(DocumentRef Ref, byte[] Salt, Document Content);

/// <summary>An engagement's row in the index: ids, dates and numbers only.</summary>
/// <param name="Id">The engagement's id.</param>
/// <param name="Firm">The firm's id.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Step">The step it is in.</param>
/// <param name="Cycle">The cycle it is in.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="WakeAt">When its orchestration has to look again; null when it has nothing more to do.</param>
/// <param name="People">
/// The number of the last fact that changed its people; 0 in rows of earlier releases, which did not say.
/// </param>
public sealed record EngagementSummary(
    string Id, string Firm, EngagementStatus Status, Step Step, int Cycle, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    DateTimeOffset? WakeAt, long People = 0);

/// <summary>Which of a firm's engagements to list.</summary>
/// <param name="Firm">The firm's id.</param>
/// <param name="Status">Only those that stand so.</param>
/// <param name="Step">Only those in this step.</param>
/// <param name="Cursor">Where the page before ended, from <see cref="EngagementPage.Next"/>.</param>
/// <param name="Limit">How many at most.</param>
public sealed record EngagementQuery(string Firm, EngagementStatus? Status, Step? Step, string? Cursor, int Limit);

/// <summary>A page of engagements.</summary>
/// <param name="Items">The engagements.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record EngagementPage(IReadOnlyList<EngagementSummary> Items, string? Next);

/// <summary>A journal or document is not what was written, or not what this release can read.</summary>
/// <param name="engagement">The engagement's id.</param>
/// <param name="number">The first entry that is not; 0 for a document.</param>
/// <param name="reason">What is wrong with it.</param>
internal sealed class JournalBrokenException(string engagement, long number, string reason = "does not verify")
    : Exception($"The journal of engagement {engagement} {reason} at entry {number}.")
{
    /// <summary>The engagement's id.</summary>
    public string Engagement => engagement;

    /// <summary>The first entry that is not as it should be; 0 for a document.</summary>
    public long Number => number;

    /// <summary>What is wrong with it.</summary>
    public string Reason => reason;
}
