using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Http;

namespace CoachingWorkflow.Functions.Firms;

/// <summary>Knows the firms and tells by a key which one calls.</summary>
internal sealed class FirmDirectory
{
    private const int LongestKey = 512;

    private readonly IReadOnlyList<(Firm Firm, byte[] KeyHash)> _firms;

    /// <summary>Checks the configuration.</summary>
    /// <param name="firms">The firms, as configured under <c>Firms</c>.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message names it.</exception>
    public FirmDirectory(IReadOnlyList<Firm> firms)
    {
        _firms = [.. firms.Select((firm, index) => (firm, Check(firm, index)))];
        if (firms.Select(firm => firm.Id).Distinct(StringComparer.Ordinal).Count() != firms.Count)
            throw new InvalidOperationException("Firms: two firms have the same Id.");
        foreach (var (index, (_, hash)) in _firms.Index())
        {
            var first = _firms.Index().First(other => other.Item.KeyHash.AsSpan().SequenceEqual(hash)).Index;
            Require(first == index, $"Firms:{index}:KeySha256", $"must not be that of Firms:{first}: a key tells which firm calls");
        }
    }

    /// <summary>The firm of that id, or null.</summary>
    /// <param name="id">The firm's id.</param>
    public Firm? Find(string id) => _firms.Select(entry => entry.Firm).FirstOrDefault(firm => firm.Id == id);

    /// <summary>The firm whose key this is, or null. Takes the same time for every wrong key.</summary>
    /// <param name="authorization">The request's Authorization header.</param>
    public Firm? Authenticate(string? authorization)
    {
        const string scheme = "Bearer ";
        if (authorization is null || authorization.Length > LongestKey
            || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[scheme.Length..].Trim()));
        Firm? caller = null;
        foreach (var (firm, keyHash) in _firms)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, keyHash))
                caller = firm;
        }

        return caller;
    }

    private static byte[] Check(Firm firm, int index)
    {
        var setting = $"Firms:{index}";
        Require(firm.Id.Length is > 0 and <= 64, $"{setting}:Id", "must be 1 to 64 characters");
        Require(firm.Name.Length is > 0 and <= 200 && !firm.Name.Any(char.IsControl), $"{setting}:Name", "must be 1 to 200 characters");
        Require(EmailAddress.IsValid(firm.Email), $"{setting}:Email", "must be an email address");
        Require(Zones.Exists(firm.TimeZone), $"{setting}:TimeZone", "must be an IANA time zone, for example Europe/Berlin");

        Require(firm.StartsPerHour is >= 1 and <= 5_000, $"{setting}:StartsPerHour", "must be 1 to 5000");

        var isHash = firm.KeySha256.Length == SHA256.HashSizeInBytes * 2 && firm.KeySha256.All(char.IsAsciiHexDigit);
        Require(isHash, $"{setting}:KeySha256", "must be the SHA-256 of the firm's key, as 64 hex digits");
        return Convert.FromHexString(firm.KeySha256);
    }

    private static void Require(bool condition, string setting, string what)
    {
        if (!condition)
            throw new InvalidOperationException($"Configuration: {setting} {what}.");
    }
}
