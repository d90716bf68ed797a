using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoachingWorkflow.Functions.Storage.Macs;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// The lines that one append adds to a journal's blob, as one block, so all or none of them: a line for each entry, with its hash
/// and its canonical bytes, then one with the append's mark and the index row that goes with it.
/// </summary>
/// <remarks>
/// <code>
/// {"hash":"64 hex digits","entry":{…canonical bytes…}}
/// {"append":"32 hex digits","mac":"64 hex digits","index":{"id":"…","firm":"…",…}}
/// </code>
/// The MAC is of the journal's head after the append; earlier releases wrote none. The mark is random: by it, an append that is tried
/// again recognises that it had succeeded. The index row is what a lost or late one is repaired from, without any rule of the domain.
/// </remarks>
internal static class JournalBlock
{
    private const int HashDigits = 64;
    private const int MarkDigits = 32;
    private const byte NewLine = (byte)'\n';

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    private static ReadOnlySpan<byte> BeforeHash => "{\"hash\":\""u8;

    private static ReadOnlySpan<byte> BeforeEntry => "\",\"entry\":"u8;

    private static ReadOnlySpan<byte> BeforeMark => "{\"append\":\""u8;

    private static ReadOnlySpan<byte> BeforeMac => "\",\"mac\":\""u8;

    private static ReadOnlySpan<byte> BeforeIndex => "\",\"index\":"u8;

    /// <summary>Writes a block.</summary>
    /// <param name="entries">The entries' canonical bytes.</param>
    /// <param name="previous">The hash of the entry before the first.</param>
    /// <param name="summary">The index row after the append.</param>
    /// <param name="mark">Random, 32 hex digits.</param>
    /// <param name="macOf">The MAC of the journal with the hash of its last entry.</param>
    /// <returns>The block, and the hash of its last entry.</returns>
    public static (byte[] Block, byte[] Head) Write(
        IEnumerable<byte[]> entries, byte[] previous, EngagementSummary summary, string mark, Func<byte[], string> macOf)
    {
        var block = new ArrayBufferWriter<byte>();
        var head = previous;
        foreach (var bytes in entries)
        {
            head = JournalChain.Next(head, bytes);
            Line(block, BeforeHash, Convert.ToHexStringLower(head), BeforeEntry, bytes);
        }

        byte[] sealedIndex =
        [
            .. Encoding.ASCII.GetBytes(macOf(head)), .. BeforeIndex,
            .. JsonSerializer.SerializeToUtf8Bytes(summary, IndexRowJson.Default.EngagementSummary),
        ];
        Line(block, BeforeMark, mark, BeforeMac, sealedIndex);
        return (block.WrittenSpan.ToArray(), head);
    }

    /// <summary>Reads blocks.</summary>
    /// <param name="engagement">The engagement's id.</param>
    /// <param name="content">The journal's blob, or its end from a block's beginning on.</param>
    /// <param name="after">How many entries are before.</param>
    /// <returns>The entries, not yet verified, and the index row and the MAC of the last block.</returns>
    /// <exception cref="JournalBrokenException">A line is not one that <see cref="Write"/> wrote.</exception>
    public static (List<StoredEntry> Entries, EngagementSummary? Summary, string? Mac) Read(
        string engagement, ReadOnlySpan<byte> content, long after)
    {
        var entries = new List<StoredEntry>();
        string? mac = null;
        var lastRow = ReadOnlySpan<byte>.Empty;
        while (!content.IsEmpty)
        {
            var number = after + entries.Count + 1;
            var end = content.IndexOf(NewLine);
            if (end < 0)
                throw new JournalBrokenException(engagement, number);
            var line = content[..end];
            content = content[(end + 1)..];

            if (TryParse(line, BeforeHash, HashDigits, BeforeEntry, out var hash, out var bytes))
            {
                entries.Add(new StoredEntry(number, bytes.ToArray(), Convert.FromHexString(Encoding.ASCII.GetString(hash))));
            }
            else if (TryParse(line, BeforeMark, MarkDigits, BeforeMac, out _, out var sealedIndex))
            {
                mac = MacOf(engagement, sealedIndex, number);
                lastRow = sealedIndex[(JournalMacs.Digits + BeforeIndex.Length)..];
            }
            else if (TryParse(line, BeforeMark, MarkDigits, BeforeIndex, out _, out var row))
            {
                mac = null;
                lastRow = row;
            }
            else
            {
                throw new JournalBrokenException(engagement, number);
            }
        }

        return (entries, lastRow.IsEmpty ? null : Row(engagement, lastRow, after + entries.Count), mac);
    }

    /// <summary>The last line of a journal's blob: for its random mark, no other append leaves the same one.</summary>
    /// <param name="content">The blob, or its end.</param>
    public static ReadOnlySpan<byte> LastLine(ReadOnlySpan<byte> content) => content[(content[..^1].LastIndexOf(NewLine) + 1)..];

    private static string MacOf(string engagement, ReadOnlySpan<byte> sealedIndex, long number)
    {
        if (sealedIndex.Length <= JournalMacs.Digits || !sealedIndex[JournalMacs.Digits..].StartsWith(BeforeIndex))
            throw new JournalBrokenException(engagement, number);
        return Encoding.ASCII.GetString(sealedIndex[..JournalMacs.Digits]);
    }

    private static EngagementSummary Row(string engagement, ReadOnlySpan<byte> row, long number)
    {
        try
        {
            return JsonSerializer.Deserialize(row, IndexRowJson.Default.EngagementSummary)
                ?? throw new JournalBrokenException(engagement, number);
        }
        catch (JsonException)
        {
            throw new JournalBrokenException(engagement, number);
        }
    }

    private static void Line(
        ArrayBufferWriter<byte> block, ReadOnlySpan<byte> before, string digits, ReadOnlySpan<byte> between, ReadOnlySpan<byte> value)
    {
        block.Write(before);
        Encoding.ASCII.GetBytes(digits, block);
        block.Write(between);
        block.Write(value);
        block.Write("}\n"u8);
    }

    // Every part has a fixed place, so that the bytes between are exactly those that were hashed.
    private static bool TryParse(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, int digitCount, ReadOnlySpan<byte> between,
        out ReadOnlySpan<byte> digits, out ReadOnlySpan<byte> value)
    {
        var valueAt = before.Length + digitCount + between.Length;
        digits = value = default;
        if (line.Length <= valueAt || !line.StartsWith(before) || line[^1] != (byte)'}'
            || !line[(before.Length + digitCount)..].StartsWith(between))
            return false;
        digits = line.Slice(before.Length, digitCount);
        value = line[valueAt..^1];
        return !digits.ContainsAnyExcept(HexDigits);
    }
}

/// <summary>How an index row is written into a journal's blob.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EngagementSummary))]
internal sealed partial class IndexRowJson : JsonSerializerContext;
