using System.Globalization;
using Azure;

namespace CoachingWorkflow.Functions.Storage.Blob;

/// <summary>
/// An engagement's index row: a blob without content, whose name and metadata say everything, so that a listing is enough.
/// </summary>
/// <param name="Summary">What the engagement is found by.</param>
/// <param name="End">Where its journal ended.</param>
/// <param name="ETag">Which version of the row this is; none for one that is to be written.</param>
internal sealed record IndexRow(EngagementSummary Summary, JournalEnd End, ETag? ETag)
{
    /// <summary>The blob's name.</summary>
    public string Name => BlobNames.IndexRow(Summary.Firm, Summary.StartedAt, Summary.Id);

    /// <summary>The blob's metadata.</summary>
    public Dictionary<string, string> Metadata
    {
        get
        {
            var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["status"] = Summary.Status.ToString(),
                ["step"] = Text((int)Summary.Step),
                ["cycle"] = Text(Summary.Cycle),
                ["people"] = Text(Summary.People),
                ["length"] = Text(End.Length),
                ["bytes"] = Text(End.Bytes),
                ["head"] = Convert.ToHexStringLower(End.Head),
            };
            if (Summary.EndedAt is { } endedAt)
                metadata["ended"] = Text(endedAt.UtcTicks);
            if (Summary.WakeAt is { } wakeAt)
                metadata["wake"] = Text(wakeAt.UtcTicks);
            return metadata;
        }
    }

    /// <summary>Reads a row.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="etag">Its version.</param>
    /// <exception cref="JournalBrokenException">Somebody altered it.</exception>
    public static IndexRow Read(string name, IDictionary<string, string> metadata, ETag? etag)
    {
        var (firm, startedAt, engagement) = BlobNames.ReadIndexRow(name);
        try
        {
            var summary = new EngagementSummary(
                engagement, firm, Enum.Parse<EngagementStatus>(metadata["status"]), (Step)Number(metadata["step"]),
                (int)Number(metadata["cycle"]),
                startedAt, Time(metadata, "ended"), Time(metadata, "wake"),
                metadata.TryGetValue("people", out var people) ? Number(people) : 0);
            var end = new JournalEnd(Number(metadata["length"]), Number(metadata["bytes"]), Convert.FromHexString(metadata["head"]));
            return new IndexRow(summary, end, etag);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            throw new JournalBrokenException(engagement, number: 0);
        }
    }

    private static DateTimeOffset? Time(IDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var ticks) ? new DateTimeOffset(Number(ticks), TimeSpan.Zero) : null;

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
