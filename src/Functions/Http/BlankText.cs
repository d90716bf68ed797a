using System.Buffers;
using System.Globalization;
using System.Text;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Tells text that shows something from text that shows nothing, however many characters it has.</summary>
internal static class BlankText
{
    // Letters and a symbol by Unicode's categories, and drawn as blanks: fillers of Hangul, the empty cell of Braille.
    private static readonly SearchValues<char> Fillers = SearchValues.Create("\u115f\u1160\u2800\u3164\uffa0");

    /// <summary>Whether there is nothing to see.</summary>
    public static bool Is(string? text) => text is null || !text.EnumerateRunes().Any(Shows);

    private static bool Shows(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark => false,
        _ => !rune.IsBmp || !Fillers.Contains((char)rune.Value),
    };
}
