using Azure;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>A journal, read from its beginning and verified.</summary>
/// <param name="Entries">Its entries.</param>
/// <param name="Stored">The same, as they are stored.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Summary">The index row that goes with its last block.</param>
internal sealed record WholeJournal(
    IReadOnlyList<JournalEntry> Entries, IReadOnlyList<StoredEntry> Stored, JournalEnd End, EngagementSummary? Summary)
{
    /// <summary>The journal of an unknown engagement.</summary>
    public static WholeJournal Empty { get; } = new([], [], JournalEnd.Empty, Summary: null);

    /// <summary>The last line of its blob.</summary>
    public byte[] LastLine { get; init; } = [];

    /// <summary>Which version of its blob was read.</summary>
    public ETag? Version { get; init; }

    /// <summary>The MAC of its last block; null in journals of releases that sealed none.</summary>
    public string? Mac { get; init; }

    /// <summary>The name of that row.</summary>
    public string? RowName => Summary is { } summary ? BlobNames.IndexRow(summary.Firm, summary.StartedAt, summary.Id) : null;

    /// <summary>The hash of an entry; empty if there is no such entry.</summary>
    /// <param name="number">The entry's number.</param>
    public byte[] HeadAt(long number) => number == 0 ? JournalChain.Genesis : number <= Stored.Count ? Stored[(int)number - 1].Hash : [];
}
