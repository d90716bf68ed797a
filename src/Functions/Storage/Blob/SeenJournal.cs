using Azure;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>What this process has seen of a journal, so that it reads on and appends without asking where the journal ends.</summary>
/// <param name="End">Where it ended.</param>
/// <param name="LastLine">Its last line. While that stands in its place, everything before it is what was seen.</param>
/// <param name="Version">Which version of the blob that was.</param>
/// <param name="Row">The index row as it was last written or read.</param>
internal sealed record SeenJournal(JournalEnd End, byte[] LastLine, ETag? Version, IndexRow? Row)
{
    /// <summary>A journal without entries.</summary>
    public static SeenJournal Empty { get; } = new(JournalEnd.Empty, LastLine: [], Version: null, Row: null);

    /// <summary>Where the last line begins.</summary>
    public long LastLineAt => End.Bytes - LastLine.Length;

    /// <summary>The journal's head.</summary>
    public JournalHead Head => JournalHead.Of(End.Length, End.Head);
}
