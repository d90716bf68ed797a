using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Functions.Links;

/// <summary>Derives the six digits of an access code from its number and the links' key, so that they are stored nowhere.</summary>
/// <param name="tokens">Holds the keys.</param>
internal sealed class AccessCodeDigits(LinkTokens tokens)
{
    private const string What = "access code";
    private const int Codes = 1_000_000;

    /// <summary>The digits of the code that a person asked for last.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="person">Someone who asked for one.</param>
    public string DigitsOf(string engagement, Person person) => Digits(tokens.Sign(What, Subject(engagement, person)));

    /// <summary>
    /// Whether these are the digits of the code that a person asked for last. Takes the same time for right and wrong ones.
    /// </summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="person">Someone who asked for one.</param>
    /// <param name="typed">What was typed; digits of any script count, blanks and punctuation between them do not.</param>
    public bool AreRight(string engagement, Person person, string typed)
    {
        var digits = Encoding.UTF8.GetBytes(string.Concat(typed.Where(character => !IsBetween(character)).Select(PlainDigit)));
        var isRight = false;
        foreach (var signature in tokens.Signatures(What, Subject(engagement, person)))
            isRight |= CryptographicOperations.FixedTimeEquals(digits, Encoding.UTF8.GetBytes(Digits(signature)));
        return isRight;
    }

    private static bool IsBetween(char character) =>
        char.IsWhiteSpace(character) || char.IsPunctuation(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static char PlainDigit(char character) =>
        CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var value ? (char)('0' + value) : character;

    private static string Subject(string engagement, Person person) =>
        string.Create(CultureInfo.InvariantCulture, $"{engagement}/{person.Id}/{person.AddressNumber}/{person.Code!.Number}");

    private static string Digits(byte[] signature) =>
        (BinaryPrimitives.ReadUInt64BigEndian(signature) % Codes).ToString("D6", CultureInfo.InvariantCulture);
}
