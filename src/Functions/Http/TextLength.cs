namespace CoachingWorkflow.Functions.Http;

/// <summary>How long what people write may be, in code points, as the contract counts.</summary>
internal static class TextLength
{
    private const int LongestName = 200;
    private const int LongestText = 20_000;

    /// <summary>Whether a name or title is longer than the contract allows.</summary>
    public static bool IsTooLongForName(string name) => Exceeds(name, LongestName);

    /// <summary>Whether a text is longer than the contract allows.</summary>
    public static bool IsTooLong(string text) => Exceeds(text, LongestText);

    // No code point takes more than two UTF-16 units.
    private static bool Exceeds(string text, int most) =>
        text.Length > most && (text.Length > 2 * most || text.EnumerateRunes().Count() > most);
}
