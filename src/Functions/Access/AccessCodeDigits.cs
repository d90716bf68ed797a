using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CoachingWorkflow.Functions.Links;

namespace CoachingWorkflow.Functions.Access;

/// <summary>Derives the six digits of a code from its number and the links' key, so that they are stored nowhere.</summary>
/// <param name="tokens">Holds the keys.</param>
internal sealed class AccessCodeDigits(LinkTokens tokens)
{
    private const string What = "access code";
    private const int Codes = 1_000_000;

    /// <summary>The digits of a code.</summary>
    /// <param name="address">The address's key.</param>
    /// <param name="number">The code's number.</param>
    public string Of(string address, int number) => Digits(tokens.Sign(What, Subject(address, number)));

    /// <summary>Whether these are the digits of a code. Takes the same time for right and wrong ones.</summary>
    /// <param name="address">The address's key.</param>
    /// <param name="number">The code's number.</param>
    /// <param name="typed">What was typed; digits of any script count, blanks and punctuation between them do not.</param>
    public bool AreRight(string address, int number, string typed)
    {
        var digits = Encoding.UTF8.GetBytes(string.Concat(typed.Where(character => !IsBetween(character)).Select(PlainDigit)));
        var isRight = false;
        foreach (var signature in tokens.Signatures(What, Subject(address, number)))
            isRight |= CryptographicOperations.FixedTimeEquals(digits, Encoding.UTF8.GetBytes(Digits(signature)));
        return isRight;
    }

    private static bool IsBetween(char character) =>
        char.IsWhiteSpace(character) || char.IsPunctuation(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static char PlainDigit(char character) =>
        CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var value ? (char)('0' + value) : character;

    private static string Subject(string address, int number) => string.Create(CultureInfo.InvariantCulture, $"{address}/{number}");

    private static string Digits(byte[] signature) =>
        (BinaryPrimitives.ReadUInt64BigEndian(signature) % Codes).ToString("D6", CultureInfo.InvariantCulture);
}
