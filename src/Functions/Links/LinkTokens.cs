using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Keys;
using CoachingWorkflow.Functions.Mail;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Links;

/// <summary>What a token that verifies says. Whether the link can still be used is for the journal to say.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Link">The link's id.</param>
internal sealed record LinkToken(LinkPurpose Purpose, string Engagement, string Link);

/// <summary>
/// Makes and reads the tokens of emailed links: key id, engagement, link, and an HMAC-SHA-256 over them and the purpose. All
/// parts have a fixed length, so junk fails before any key or storage is touched. The same link always has the same token. It ends in a
/// letter, because mail programs leave a hyphen or an underscore at the end out of a link.
/// </summary>
/// <remarks>Engagement and link ids are UUIDs in lower case with hyphens; in the token they are 16 bytes each.</remarks>
internal sealed class LinkTokens
{
    /// <summary>What the address of every page behind a link begins with.</summary>
    public const string Path = "/api/links";

    /// <summary>How many characters a token has.</summary>
    public const int Length = SignedCharacters + 1;

    private const int SignedCharacters = 96;
    private const char Ending = 'z';

    private const int IdLength = 16;
    private const int SignedLength = SigningKey.LongestId + IdLength + IdLength;

    // Divisible by 3: base64 without padding and without spare bits, so that no two texts are the same token.
    private const int ByteLength = SignedLength + HMACSHA256.HashSizeInBytes;

    private static readonly (LinkPurpose Purpose, byte[] Name)[] Purposes =
        [.. Enum.GetValues<LinkPurpose>().Select(purpose => (purpose, Encoding.ASCII.GetBytes(LinkRelations.Of(purpose))))];

    private readonly string _baseUrl;
    private readonly (byte[] Id, byte[] Secret)[] _keys;

    /// <summary>Takes the keys from the configuration.</summary>
    /// <param name="options">Validated.</param>
    public LinkTokens(IOptions<LinkOptions> options)
    {
        _baseUrl = options.Value.BaseUrl.TrimEnd('/');
        _keys = [.. options.Value.Keys.Select(key => (IdBytes(key.Id), key.SecretBytes))];
    }

    /// <summary>The token of a link.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="linkId">The link's id.</param>
    public string Create(LinkPurpose purpose, string engagement, string linkId)
    {
        var (id, secret) = _keys[0];
        Span<byte> token = stackalloc byte[ByteLength];
        id.CopyTo(token);
        WriteId(engagement, token[SigningKey.LongestId..]);
        WriteId(linkId, token[(SigningKey.LongestId + IdLength)..]);
        Sign(secret, token[..SignedLength], Array.Find(Purposes, candidate => candidate.Purpose == purpose).Name, token[SignedLength..]);
        return Base64Url.EncodeToString(token) + Ending;
    }

    /// <summary>Reads a token.</summary>
    /// <param name="token">From a URL, so it may be anything; punctuation that a mail program added is forgiven.</param>
    /// <param name="read">What it says.</param>
    /// <returns>False when no key of this system has signed it for any purpose.</returns>
    public bool TryRead(string? token, [NotNullWhen(true)] out LinkToken? read)
    {
        var end = token?.Length ?? 0;
        while (end > 0 && !IsOfToken(token![end - 1]))
            end--;
        var text = token.AsSpan(0, end);

        // Tokens of the first release have no ending of their own, and may lack a last character that is no letter.
        read = text.Length switch
        {
            Length when text[^1] == Ending => Read(text[..^1]),
            SignedCharacters => Read(text),
            SignedCharacters - 1 => Read($"{text}-") ?? Read($"{text}_"),
            _ => null,
        };
        return read is not null;
    }

    private static bool IsOfToken(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_';

    private LinkToken? Read(ReadOnlySpan<char> token)
    {
        LinkToken? read = null;
        Span<byte> bytes = stackalloc byte[ByteLength];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done
            || written != ByteLength)
            return null;

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var (id, secret) in _keys)
        {
            if (!bytes[..SigningKey.LongestId].SequenceEqual(id))
                continue;

            foreach (var (purpose, name) in Purposes)
            {
                Sign(secret, bytes[..SignedLength], name, signature);
                if (CryptographicOperations.FixedTimeEquals(signature, bytes[SignedLength..]))
                {
                    read = new LinkToken(
                        purpose, ReadId(bytes[SigningKey.LongestId..]), ReadId(bytes[(SigningKey.LongestId + IdLength)..]));
                }
            }
        }

        return read;
    }

    /// <summary>A link as a mail carries it.</summary>
    /// <param name="engagement">The engagement's id.</param>
    public MailLink ForMail(string engagement, Link link)
    {
        return new MailLink(LinkRelations.Of(link.Purpose), $"{_baseUrl}{Path}/{Create(link.Purpose, engagement, link.Id)}");
    }

    /// <summary>Signs something else than a link, with the key that signs.</summary>
    /// <param name="what">What kind of thing it is; never the name of a link's purpose.</param>
    /// <param name="subject">The thing.</param>
    internal byte[] Sign(string what, string subject) => Sign(_keys[0].Secret, what, subject);

    /// <summary>What <see cref="Sign(string, string)"/> returns, or has returned under any key that still verifies.</summary>
    /// <param name="what">What kind of thing it is.</param>
    /// <param name="subject">The thing.</param>
    internal IEnumerable<byte[]> Signatures(string what, string subject) => _keys.Select(key => Sign(key.Secret, what, subject));

    private static byte[] Sign(byte[] secret, string what, string subject) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{what}\n{subject}"));

    private static void Sign(byte[] secret, ReadOnlySpan<byte> signed, byte[] purpose, Span<byte> signature)
    {
        Span<byte> message = stackalloc byte[signed.Length + purpose.Length];
        signed.CopyTo(message);
        purpose.CopyTo(message[signed.Length..]);
        HMACSHA256.HashData(secret, message, signature);
    }

    private static byte[] IdBytes(string id)
    {
        var bytes = new byte[SigningKey.LongestId];
        Encoding.ASCII.GetBytes(id, bytes);
        return bytes;
    }

    private static void WriteId(string id, Span<byte> bytes)
    {
        // Only this spelling comes back from the 16 bytes, and ids are compared byte by byte.
        if (!Guid.TryParseExact(id, "D", out var parsed) || parsed.ToString("D") != id)
            throw new ArgumentException("Ids in links are UUIDs in lower case with hyphens.", nameof(id));
        parsed.TryWriteBytes(bytes[..IdLength], bigEndian: true, out _);
    }

    private static string ReadId(ReadOnlySpan<byte> bytes) => new Guid(bytes[..IdLength], bigEndian: true).ToString("D");
}
