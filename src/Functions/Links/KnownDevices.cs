using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CoachingWorkflow.Functions.Links;

/// <summary>
/// Remembers, in a signed cookie, that the right code was entered on a device: for one person of one engagement, at the address
/// that they had, for as long as the policy says.
/// </summary>
/// <param name="tokens">Holds the keys.</param>
internal sealed class KnownDevices(LinkTokens tokens, IOptions<LinkOptions> options, TimeProvider clock)
{
    private const string What = "known device";

    /// <summary>Whether the request comes from a device on which the person has entered a code.</summary>
    public bool Knows(HttpRequest request, Engagement engagement, Person person)
    {
        if (request.Cookies[NameOf(person)]?.Split('.') is not [var until, var signature] || !Base64Url.IsValid(signature)
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= clock.GetUtcNow().ToUnixTimeSeconds())
            return false;

        var given = Base64Url.DecodeFromChars(signature);
        var isKnown = false;
        foreach (var expected in tokens.Signatures(What, Subject(engagement, person, until)))
            isKnown |= CryptographicOperations.FixedTimeEquals(given, expected);
        return isKnown;
    }

    /// <summary>Makes the device known.</summary>
    /// <param name="response">The HTTP response.</param>
    public void Remember(HttpResponse response, Engagement engagement, Person person)
    {
        var life = TimeSpan.FromDays(engagement.Policy.DeviceLife);
        var until = (clock.GetUtcNow() + life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Base64Url.EncodeToString(tokens.Sign(What, Subject(engagement, person, until)));

        // Lax: the link in the mail is followed from another site, and the cookie has to come along.
        response.Cookies.Append(NameOf(person), $"{until}.{signature}", new CookieOptions
        {
            HttpOnly = true,
            Secure = options.Value.IsHttps || response.HttpContext.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/api/links",
            MaxAge = life,
            IsEssential = true,
        });
    }

    private static string NameOf(Person person) =>
        "device-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person.Id)).AsSpan(0, 8));

    private static string Subject(Engagement engagement, Person person, string until) =>
        string.Create(CultureInfo.InvariantCulture, $"{engagement.Id}/{person.Id}/{person.AddressNumber}/{until}");
}
