using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Mail.Quota;

/// <summary>How the places of mails are stored.</summary>
[JsonSerializable(typeof(IReadOnlyList<QuotaBooking>))]
internal sealed partial class QuotaJson : JsonSerializerContext
{
    /// <summary>Writes places.</summary>
    public static byte[] Write(IReadOnlyList<QuotaBooking> bookings) =>
        JsonSerializer.SerializeToUtf8Bytes(bookings, Default.IReadOnlyListQuotaBooking);

    /// <summary>Reads places.</summary>
    public static IReadOnlyList<QuotaBooking> Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, Default.IReadOnlyListQuotaBooking)!;
}
