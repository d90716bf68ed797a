using System.Security.Cryptography;
using System.Text.Json;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>An entry as it is stored.</summary>
/// <param name="Number">Its place in the journal.</param>
/// <param name="Bytes">Its canonical bytes.</param>
/// <param name="Hash">SHA-256 over the predecessor's hash and <paramref name="Bytes"/>.</param>
internal readonly record struct StoredEntry(long Number, byte[] Bytes, byte[] Hash);

/// <summary>The chain of hashes that ties each entry of a journal to all before it, and the head to all of them.</summary>
internal static class JournalChain
{
    private const int OnStack = 2048;

    /// <summary>What the first entry has for a predecessor's hash.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of an entry.</summary>
    /// <param name="previous">The hash of its predecessor, or <see cref="Genesis"/>.</param>
    /// <param name="bytes">Its canonical bytes.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> bytes)
    {
        // A few hundred are taken on each command: in one piece, without a hash object for each.
        var length = previous.Length + bytes.Length;
        var link = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        previous.CopyTo(link);
        bytes.CopyTo(link[previous.Length..]);
        return SHA256.HashData(link[..length]);
    }

    /// <summary>The entries, once they are known to be what was written, all of it and nothing else.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="after">The number of the entry before the first.</param>
    /// <param name="previous">The hash of that entry, or <see cref="Genesis"/>.</param>
    /// <param name="stored">What the storage holds after that entry, in its order.</param>
    /// <param name="length">How long the journal has to be.</param>
    /// <param name="head">The hash that its last entry has to have.</param>
    /// <exception cref="JournalBrokenException">Something does not verify.</exception>
    public static List<JournalEntry> Verify(
        string engagement, long after, byte[] previous, IReadOnlyList<StoredEntry> stored, long length, ReadOnlySpan<byte> head)
    {
        var entries = new List<JournalEntry>(stored.Count);
        var number = after;
        foreach (var next in stored)
        {
            number++;
            if (next.Number != number || number > length || !next.Hash.AsSpan().SequenceEqual(Next(previous, next.Bytes)))
                throw new JournalBrokenException(engagement, number);
            var entry = Read(engagement, number, next.Bytes);
            if (entry.Number != number)
                throw new JournalBrokenException(engagement, number);
            entries.Add(entry);
            previous = next.Hash;
        }

        if (number != length)
            throw new JournalBrokenException(engagement, number + 1);
        if (!head.SequenceEqual(previous))
            throw new JournalBrokenException(engagement, number);
        return entries;
    }

    private static JournalEntry Read(string engagement, long number, byte[] bytes)
    {
        try
        {
            return FactSerializer.Deserialize(bytes);
        }
        catch (JsonException)
        {
            // The hash is right, so this is what was written: by a newer release, whose facts this one must not skip.
            throw new JournalBrokenException(engagement, number, "cannot be read by this release");
        }
    }
}
