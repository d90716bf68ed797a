using System.Text.Json;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>Turns journal entries into their canonical bytes and back: JSON of <c>{number, at, by, command?, fact, trace?}</c>.</summary>
internal static class FactSerializer
{
    /// <summary>The canonical bytes of an entry, over which its hash is taken.</summary>
    /// <param name="entry">The entry.</param>
    public static byte[] Serialize(JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, StoredJson.Canonical.JournalEntry);

    /// <summary>The entry that was written as these bytes.</summary>
    /// <param name="bytes">What <see cref="Serialize"/> returned, by this release or an earlier one.</param>
    /// <exception cref="JsonException">The bytes are no entry, or hold a fact or member that this release does not know.</exception>
    public static JournalEntry Deserialize(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, StoredJson.Canonical.JournalEntry) ?? throw new JsonException("An entry is an object.");
}
