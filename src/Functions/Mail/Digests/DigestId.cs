using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>
/// The ids of digests: the morning, which need not be read from anywhere then, and a hash of firm, address and morning, which tells none of
/// them.
/// </summary>
internal static class DigestId
{
    private const string Minutes = "yyyyMMdd'T'HHmm";
    private const int HashDigits = 32;

    /// <summary>The id of the digest of an address on a morning.</summary>
    /// <param name="address">The key of the address.</param>
    /// <param name="morning">When it goes, to the minute.</param>
    public static string Of(byte[] address, DateTimeOffset morning)
    {
        var at = morning.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture);
        return $"{at}-{Convert.ToHexStringLower(HMACSHA256.HashData(address, Encoding.UTF8.GetBytes(at)))[..HashDigits]}";
    }

    /// <summary>The morning of a digest.</summary>
    public static DateTimeOffset MorningOf(string digest) => DateTimeOffset.ParseExact(
        digest[..digest.IndexOf('-', StringComparison.Ordinal)], Minutes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
