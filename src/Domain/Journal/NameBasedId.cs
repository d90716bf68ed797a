using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CoachingWorkflow.Domain;

/// <summary>Version 5 UUIDs (RFC 9562): the same names give the same id on every machine and every retry.</summary>
internal static class NameBasedId
{
    /// <summary>The id of something within an engagement, lower-case with hyphens.</summary>
    /// <param name="scope">The id that owns the name; any string, usually the engagement's id.</param>
    /// <param name="name">The name within that scope.</param>
    public static string Of(string scope, string name)
    {
        var space = Guid.TryParseExact(scope, "D", out var parsed) ? parsed : Hash(Guid.Empty, scope);
        return Hash(space, name).ToString("D");
    }

    // RFC 9562 prescribes SHA-1 for version 5; nothing here rests on its collision resistance.
#pragma warning disable CA5350
    private static Guid Hash(Guid space, string name)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        var input = new byte[16 + length];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
#pragma warning restore CA5350
}
