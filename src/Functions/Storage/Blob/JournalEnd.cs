namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>Where a journal ended when an index row was written.</summary>
/// <param name="Length">How many entries it had.</param>
/// <param name="Bytes">How many bytes its blob had.</param>
/// <param name="Head">The hash of its last entry.</param>
internal sealed record JournalEnd(long Length, long Bytes, byte[] Head)
{
    /// <summary>The end of a journal without entries.</summary>
    public static JournalEnd Empty { get; } = new(0, 0, JournalChain.Genesis);
}
