namespace CoachingWorkflow.Functions.Storage;

/// <summary>How far a journal is known: its length, and the hash of its last entry, which stands for all before it.</summary>
/// <param name="Length">How many entries it has.</param>
/// <param name="Hash">The hash of the last of them, in hex.</param>
public sealed record JournalHead(long Length, string Hash)
{
    /// <summary>Of a journal without entries, or one of which nothing is known.</summary>
    public static JournalHead None { get; } = Of(0, JournalChain.Genesis);

    /// <summary>The head after more entries.</summary>
    /// <param name="entries">The entries that follow.</param>
    internal JournalHead Then(IReadOnlyList<JournalEntry> entries)
    {
        var hash = entries.Aggregate(
            Convert.FromHexString(Hash), (previous, entry) => JournalChain.Next(previous, FactSerializer.Serialize(entry)));
        return Of(Length + entries.Count, hash);
    }

    internal static JournalHead Of(long length, ReadOnlySpan<byte> hash) => new(length, Convert.ToHexStringLower(hash));
}

/// <summary>What a journal has beyond what is known of it.</summary>
/// <param name="IsAnew">
/// Whether the journal does not go on from what is known (it was put back to an earlier point, or deleted), so that this is all of it.
/// </param>
/// <param name="Entries">Its entries, oldest first.</param>
/// <param name="Head">Its head after them.</param>
internal sealed record JournalPart(bool IsAnew, IReadOnlyList<JournalEntry> Entries, JournalHead Head);
