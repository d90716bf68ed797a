using System.Text;
using CsCheck;

namespace CoachingWorkflow.Functions.Tests.Mail;

/// <summary>The lines of calendars (RFC 5545, 3.1): at most 75 octets, folded between characters.</summary>
public sealed class ContentLinesTests
{
    private const string Summary = "Mid-program review: coaching of ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.Const("x"), Gen.Const("é"), Gen.Const("€"), Gen.Const("𠮷"), Gen.Const("😀"), Gen.Const(" "), Gen.Const(";"), Gen.Const(","),
        Gen.Const("\\"), Gen.Const("n"));

    private static readonly Gen<string> Phrase = Word.Array[1, 200].Select(string.Concat).Where(phrase => phrase.Trim().Length > 0);

    [Fact]
    public void A_place_and_names_beyond_the_BMP_come_through()
    {
        var place = new string('x', 61) + "😀yyyyy";
        for (var length = 0; length < 80; length++)
            Check(place, $"{new string('n', length)}𠮷野家", $"{new string('m', length)}𠮷𠮷");
    }

    [Fact]
    public void Whatever_they_hold_every_line_fits_and_unfolding_gives_the_text_back() =>
        Gen.Select(Phrase, Phrase, Phrase).Sample((place, name, firm) => Check(place, name, firm), iter: 200);

    [Fact]
    public async Task An_independent_parser_reads_them()
    {
        var written = Enumerable.Range(0, 80).Select(length => new ShownEvent(
            $"{Summary}{new string('s', length)}😀😀", $"{new string('x', length)}😀yyyyy", $"{new string('m', length)}𠮷𠮷",
            $"{new string('n', length)}𠮷野家")).ToList();

        var read = await IndependentCalendars.ReadAsync(
            [.. written.SelectMany(shown => Calendar(shown.Location, shown.Attendee, shown.Organizer, shown.Summary[Summary.Length..]))],
            TestContext.Current.CancellationToken);

        Assert.Equal(written, read);
    }

    private static void Check(string place, string name, string firm)
    {
        var bytes = Calendar(place, name, firm, name);

        // Each line by itself is whole UTF-8.
        var lines = Lines(bytes);
        Assert.All(lines, line => Assert.True(line.Length <= 75, Strict.GetString(line)));
        var text = string.Join("\r\n", lines.Select(Strict.GetString));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal($"LOCATION:{Escaped(place)}", Assert.Single(unfolded, line => line.StartsWith("LOCATION", StringComparison.Ordinal)));
        Assert.Equal(
            $"SUMMARY:{Summary}{Escaped(name)}", Assert.Single(unfolded, line => line.StartsWith("SUMMARY", StringComparison.Ordinal)));

        var entry = Ical.Net.Calendar.Load(text)!.Events.Single();
        Assert.Equal(place, entry.Location);
        Assert.Equal(OneLine.Of(name), Assert.Single(entry.Attendees).CommonName);
        Assert.Equal(OneLine.Of(firm), entry.Organizer!.CommonName);
    }

    private static byte[] Calendar(string place, string name, string firm, string leader) =>
        SampleMeeting.Invitation(leader, name, firm: firm, place: place).Content;

    private static List<byte[]> Lines(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<byte[]>();
        while (bytes.IndexOf("\r\n"u8) is var end and >= 0)
        {
            lines.Add(bytes[..end].ToArray());
            bytes = bytes[(end + 2)..];
        }

        Assert.True(bytes.IsEmpty);
        return lines;
    }

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal);
}
