using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Storage.Macs;

/// <summary>
/// Seals the heads of journals under keys that are not in the storage: whoever can write the storage can compute hashes anew, and no MAC
/// (docs/adr/0051-journals-carry-a-mac.md).
/// </summary>
internal sealed class JournalMacs
{
    /// <summary>How many hex digits a MAC has.</summary>
    public const int Digits = HMACSHA256.HashSizeInBytes * 2;

    private readonly Lazy<byte[][]> _keys;

    /// <summary>Takes the keys from the configuration, once it has been validated: stores are made before that.</summary>
    public JournalMacs(IOptions<JournalOptions> options) => _keys = new(() => [.. options.Value.Keys.Select(key => key.SecretBytes)]);

    /// <summary>The MAC of a journal's head.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="length">How many entries it has.</param>
    /// <param name="head">The hash of the last of them.</param>
    /// <returns>Lower-case hex.</returns>
    public string Of(string engagement, long length, ReadOnlySpan<byte> head) => Sign(Head(engagement, length, head));

    /// <summary>Fails unless a head was sealed by this system.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="length">How many entries the journal has; one without any needs no MAC.</param>
    /// <param name="head">The hash of the last of them.</param>
    /// <param name="mac">The MAC that is stored with it.</param>
    /// <exception cref="JournalBrokenException">It has no MAC, or one of something else.</exception>
    public void Verify(string engagement, long length, ReadOnlySpan<byte> head, string? mac)
    {
        if (length > 0 && !IsOf(Head(engagement, length, head), mac))
            throw new JournalBrokenException(engagement, length, "was not written by this system");
    }

    /// <summary>The MAC of a statement about all journals.</summary>
    public string OfStatement(string statement) => Sign($"statement\n{statement}");

    /// <summary>Whether a statement about all journals was made by this system.</summary>
    public bool IsOfStatement(string statement, string mac) => IsOf($"statement\n{statement}", mac);

    private static string Head(string engagement, long length, ReadOnlySpan<byte> head) =>
        string.Create(CultureInfo.InvariantCulture, $"head\n{engagement}\n{length}\n{Convert.ToHexStringLower(head)}");

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_keys.Value[0], Encoding.UTF8.GetBytes(text)));

    private bool IsOf(string text, string? mac)
    {
        if (mac?.Length != Digits)
            return false;
        var (message, given, isOurs) = (Encoding.UTF8.GetBytes(text), Encoding.ASCII.GetBytes(mac), false);
        foreach (var key in _keys.Value)
        {
            var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(key, message)));
            isOurs |= CryptographicOperations.FixedTimeEquals(given, expected);
        }

        return isOurs;
    }
}
