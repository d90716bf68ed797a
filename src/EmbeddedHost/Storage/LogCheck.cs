using System.Buffers.Binary;

namespace EmbeddedHost.Storage;

/// <summary>
/// Tells a write-ahead log that was damaged from one that a crash has cut off. SQLite takes a log up to the first frame that does not
/// verify and says nothing of the rest, which is right after a crash: what was being written was acknowledged to nobody. But each commit is
/// synced before the next one is written, so a frame that does not verify, with a commit after it and more frames after that, was
/// acknowledged once (<see href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">file format, section 4</see>).
/// </summary>
internal static class LogCheck
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint BigEndian = 0x377f0683;
    private const uint LittleEndian = 0x377f0682;

    /// <summary>What is wrong with a log; null if nothing is, or there is none.</summary>
    public static string? Damage(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[HeaderLength];
        if (log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        var (magic, pageSize) = (Word(header, 0), Word(header, 8));
        var sums = Sum((0, 0), header.AsSpan(0, 24), magic);
        if (magic is not (BigEndian or LittleEndian) || pageSize is < 512 or > 65_536 || sums != (Word(header, 24), Word(header, 28)))
        {
            return log.Length > HeaderLength && HasContent(log) ? "its write-ahead log has no valid head" : null;
        }

        return DamagedFrame(log, header, sums, (int)pageSize) is { } frame ? $"frame {frame} of its write-ahead log does not verify" : null;
    }

    private static long? DamagedFrame(FileStream log, byte[] header, (uint, uint) sums, int pageSize)
    {
        var frame = new byte[FrameHeaderLength + pageSize];
        var magic = Word(header, 0);
        long? broken = null;
        var isFollowedByCommit = false;
        for (var number = 1L; log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            // Frames of another round of the log are left from before it was begun anew.
            var isOfThisRound = frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            if (broken is null)
            {
                sums = Sum(Sum(sums, frame.AsSpan(0, 8), magic), frame.AsSpan(FrameHeaderLength), magic);
                if (isOfThisRound && sums == (Word(frame, 16), Word(frame, 20)))
                {
                    continue;
                }

                broken = number;
            }
            else if (isOfThisRound && isFollowedByCommit)
            {
                return broken;
            }

            isFollowedByCommit |= isOfThisRound && Word(frame, 4) != 0;
        }

        return null;
    }

    private static bool HasContent(FileStream log)
    {
        var buffer = new byte[4096];
        for (var read = log.Read(buffer); read > 0; read = log.Read(buffer))
        {
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return true;
            }
        }

        return false;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static (uint First, uint Second) Sum((uint First, uint Second) sums, ReadOnlySpan<byte> bytes, uint magic)
    {
        var (first, second) = sums;
        for (var at = 0; at < bytes.Length; at += 8)
        {
            first += Read(bytes[at..]) + second;
            second += Read(bytes[(at + 4)..]) + first;
        }

        return (first, second);

        uint Read(ReadOnlySpan<byte> word) => magic == BigEndian
            ? BinaryPrimitives.ReadUInt32BigEndian(word) : BinaryPrimitives.ReadUInt32LittleEndian(word);
    }
}
