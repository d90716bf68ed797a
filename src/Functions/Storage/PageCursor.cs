using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CoachingWorkflow.Functions.Storage;

/// <summary>Where a page of engagements ended: the last one's start and id, opaque to callers.</summary>
/// <param name="StartedAt">When the last engagement of the page was started.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct PageCursor(DateTimeOffset StartedAt, string Id)
{
    /// <summary>Reads what <see cref="ToString"/> returned.</summary>
    /// <param name="text">From a caller, so it may be anything.</param>
    /// <exception cref="FormatException">It is no cursor.</exception>
    public static PageCursor Parse(string text)
    {
        if (Base64Url.IsValid(text))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
            if (parts is [var ticks, { Length: > 0 } id]
                && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt)
                && startedAt <= DateTimeOffset.MaxValue.Ticks)
                return new PageCursor(new DateTimeOffset(startedAt, TimeSpan.Zero), id);
        }

        throw new FormatException("The cursor does not come from a page of engagements.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{StartedAt.UtcTicks}/{Id}")));
}
