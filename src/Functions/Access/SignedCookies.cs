using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using CoachingWorkflow.Functions.Links;
using Microsoft.AspNetCore.Http;

namespace CoachingWorkflow.Functions.Access;

/// <summary>What a signed cookie says of an address.</summary>
/// <param name="Number">A number, for what it was signed.</param>
/// <param name="HasExpired">Whether its time is over.</param>
/// <param name="Mark">Tells it from others of the same address.</param>
internal sealed record SignedCookie(int Number, bool HasExpired, string Mark);

/// <summary>Cookies that nobody but this system can have made: each holds a number about an address, and when its time is over.</summary>
internal sealed class SignedCookies(LinkTokens tokens, HostCookies cookies, TimeProvider clock)
{
    private const int MarkLength = 16;

    /// <summary>What the cookie says; null where there is none that was signed here for this address.</summary>
    /// <param name="what">What kind of cookie it is: lower-case letters.</param>
    /// <param name="address">The address's key.</param>
    public SignedCookie? Read(HttpRequest request, string what, string address)
    {
        if (cookies.Read(request, NameOf(what, address))?.Split('.') is not [var text, var until, var signature]
            || !Base64Url.IsValid(signature)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;

        var given = Base64Url.DecodeFromChars(signature);
        var isOurs = false;
        foreach (var expected in tokens.Signatures($"cookie {what}", Subject(address, text, until)))
            isOurs |= CryptographicOperations.FixedTimeEquals(given, expected);
        return isOurs
            ? new SignedCookie(number, seconds <= clock.GetUtcNow().ToUnixTimeSeconds(), Convert.ToHexStringLower(given)[..MarkLength])
            : null;
    }

    /// <summary>Gives the cookie to the browser.</summary>
    /// <param name="what">What kind of cookie it is.</param>
    /// <param name="address">The address's key.</param>
    /// <param name="life">How long it says so.</param>
    /// <param name="kept">How long the browser keeps it, also when its time is over.</param>
    public void Write(HttpResponse response, string what, string address, int number, TimeSpan life, TimeSpan kept)
    {
        var until = (clock.GetUtcNow() + life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = number.ToString(CultureInfo.InvariantCulture);
        var signature = Base64Url.EncodeToString(tokens.Sign($"cookie {what}", Subject(address, text, until)));
        cookies.Write(response, NameOf(what, address), $"{text}.{until}.{signature}", kept);
    }

    /// <summary>Takes the cookie from the browser.</summary>
    /// <param name="what">What kind of cookie it is.</param>
    /// <param name="address">The address's key.</param>
    public void Delete(HttpResponse response, string what, string address) => cookies.Delete(response, NameOf(what, address));

    private static string NameOf(string what, string address) => $"{what}-{address[..MarkLength]}";

    private static string Subject(string address, string number, string until) => $"{address}/{number}/{until}";
}
