using System.Text;

namespace CoachingWorkflow.Domain;

/// <summary>Makes what somebody typed safe to stand in a sentence, a subject line or a header.</summary>
internal static class OneLine
{
    /// <summary>The text on one line: no line breaks, no control characters, nothing that reorders the words around it.</summary>
    /// <param name="text">For example a person's name.</param>
    public static string Of(string text)
    {
        var line = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsBidirectionalControl(rune))
                continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                gap = line.Length > 0;
                continue;
            }

            if (gap)
                line.Append(' ');
            gap = false;
            line.Append(rune);
        }

        return line.ToString();
    }

    // Embeddings, overrides and isolates reach beyond the text that holds them; the marks (U+200E, U+200F) do not and stay.
    private static bool IsBidirectionalControl(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
