using System.Globalization;
using System.Text;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>What blobs are called. Engagements' ids are lower-case UUIDs; firms' ids may be any text.</summary>
internal static class BlobNames
{
    /// <summary>Before the names of all journals.</summary>
    public const string Journals = "journals/";

    /// <summary>Before the names of all index rows.</summary>
    public const string Index = "index/";

    /// <summary>Before the names of all notes of documents that may have no fact.</summary>
    public const string Unreferred = "unreferred/";

    /// <summary>Before the names of all records.</summary>
    public const string Records = "records/";

    /// <summary>The places of mails in the mail service's quota.</summary>
    public const string MailQuota = "mail/quota";

    private const int TickDigits = 19;

    /// <summary>Which engagement a mail was of.</summary>
    public static string Mail(string mail) => "mail/ids/" + mail;

    /// <summary>A change of address that was confirmed.</summary>
    public static string ConfirmedAddress(string key) => "addresses/confirmed/" + key;

    /// <summary>An engagement's journal.</summary>
    public static string Journal(string engagement) => Journals + engagement;

    /// <summary>Before the names of an engagement's documents.</summary>
    public static string Documents(string engagement) => $"documents/{engagement}/";

    /// <summary>Where a document is, with those that were written along with it.</summary>
    public static string Document(string engagement, string id) => Documents(engagement) + DocumentSealer.PackOf(id);

    /// <summary>Before the names of a firm's index rows, which a listing has newest first.</summary>
    public static string IndexOf(string firm) => $"{Index}{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(firm))}/";

    /// <summary>An engagement's index row. What it is made of never changes.</summary>
    public static string IndexRow(string firm, DateTimeOffset startedAt, string engagement) =>
        IndexOf(firm) + Position(startedAt, engagement);

    /// <summary>The last part of an index row's name: the later the start and the higher the id, the lower it is.</summary>
    public static string Position(DateTimeOffset startedAt, string engagement) =>
        $"{Ticks(long.MaxValue - startedAt.UtcTicks)}-{Complement(engagement)}";

    /// <summary>The firm, start and id of an index row.</summary>
    public static (string Firm, DateTimeOffset StartedAt, string Engagement) ReadIndexRow(string name)
    {
        var parts = name.Split('/');
        var startedAt = new DateTimeOffset(
            long.MaxValue - long.Parse(parts[2].AsSpan(0, TickDigits), CultureInfo.InvariantCulture), TimeSpan.Zero);
        return (Encoding.UTF8.GetString(Convert.FromHexString(parts[1])), startedAt, Complement(parts[2][(TickDigits + 1)..]));
    }

    /// <summary>The note of an append whose documents may be left without a fact.</summary>
    public static string UnreferredBy(DateTimeOffset writtenAt, string engagement, string mark) =>
        $"{Unreferred}{Ticks(writtenAt.UtcTicks)}/{engagement}/{mark}";

    /// <summary>When the documents of a note were written, and for which engagement.</summary>
    public static (long WrittenAtTicks, string Engagement) ReadUnreferred(string name)
    {
        var parts = name.Split('/');
        return (long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
    }

    private static string Ticks(long ticks) => ticks.ToString($"D{TickDigits}", CultureInfo.InvariantCulture);

    // Ids are hex digits and hyphens; the complement of each digit turns their order round, and is undone by itself.
    private static string Complement(string id) => string.Create(id.Length, id, static (complement, digits) =>
    {
        for (var at = 0; at < digits.Length; at++)
            complement[at] = char.IsAsciiHexDigit(digits[at])
                ? "0123456789abcdef"[15 - Convert.ToInt32(digits[at].ToString(), 16)] : digits[at];
    });
}
