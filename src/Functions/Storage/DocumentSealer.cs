using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>
/// Gives documents their id, salt and hash. The salt lives with the content: once both are erased, the hash that stays in the
/// journal says nothing about the content, not even to somebody who guesses it.
/// </summary>
internal static class DocumentSealer
{
    private const int IdLength = 16;
    private const int SaltLength = 16;
    private const char AfterPack = '.';

    /// <summary>Makes a document ready to be written and referred to, alone.</summary>
    /// <param name="content">The content.</param>
    public static SealedDocument Seal(Document content) => SealAs(NewPack(), content);

    /// <summary>
    /// As <see cref="Seal(Document)"/>, for a document that is written along with others, so that they can be read with one request.
    /// </summary>
    /// <param name="content">The content.</param>
    /// <param name="pack">What the ids of all of them begin with, from <see cref="NewPack"/>.</param>
    /// <param name="number">Its ordinal among them.</param>
    public static SealedDocument Seal(Document content, string pack, int number) =>
        SealAs(string.Create(CultureInfo.InvariantCulture, $"{pack}{AfterPack}{number:D4}"), content);

    /// <summary>What the ids of documents that are written together begin with.</summary>
    public static string NewPack() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength));

    /// <summary>The pack that a document is in. A document that was sealed alone, as all were once, is its own.</summary>
    /// <param name="id">The document's id.</param>
    internal static string PackOf(string id) => id.IndexOf(AfterPack, StringComparison.Ordinal) is var end and >= 0 ? id[..end] : id;

    /// <summary>
    /// Whether two documents say the same, so that a call repeated with equal content refers to the document that is there already.
    /// (Records with list members compare those by reference.)
    /// </summary>
    /// <param name="one">A document.</param>
    /// <param name="other">Another.</param>
    public static bool HasSameContent(Document one, Document other) => Serialize(one).AsSpan().SequenceEqual(Serialize(other));

    /// <summary>The canonical bytes of a document.</summary>
    internal static byte[] Serialize(Document content) => JsonSerializer.SerializeToUtf8Bytes(content, StoredJson.Canonical.Document);

    /// <summary>The document that was written as these bytes.</summary>
    internal static Document Deserialize(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, StoredJson.Canonical.Document) ?? throw new JsonException("A document is an object.");

    /// <summary>Whether stored bytes are the document that a fact refers to.</summary>
    internal static bool IsReferredTo(DocumentRef reference, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content) =>
        reference.Hash == Hash(salt, content);

    private static SealedDocument SealAs(string id, Document content)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new SealedDocument(new DocumentRef(id, Hash(salt, Serialize(content))), salt, content);
    }

    private static string Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
