using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>What an engagement leaves behind: the lines of its timeline and its mails, in order.</summary>
public sealed record TourRecord(IReadOnlyList<string> Facts, IReadOnlyList<string> Mails)
{
    public static async Task<TourRecord> ReadAsync(CoachingApi api, string engagement, CancellationToken cancellation)
    {
        var timeline = await api.TimelineAsync(engagement, cancellation);
        var mails = await api.OutboxAsync(cancellation: cancellation);
        return new TourRecord(
            [.. timeline.Select(line => line.GetRawText())],
            // Digests go side by side, in no order.
            [.. mails.Where(mail => mail.About == engagement).OrderBy(mail => mail.SentAt).ThenBy(mail => mail.To, StringComparer.Ordinal)
                .Select(Text)]);
    }

    /// <summary>The same with ids and links replaced by the order in which they first appear.</summary>
    public TourRecord Anonymous()
    {
        var ids = new FirstAppearance();
        return new TourRecord([.. Facts.Select(ids.Replace)], [.. Mails.Select(ids.Replace)]);
    }

    private static string Text(OutboxMail mail) =>
        $"{mail.SentAt:O} {mail.Kind} {mail.Id} to {mail.To}: "
            + $"{mail.Subject}\n{string.Join(',', mail.Attachments)}\n{string.Join(',', mail.Links)}\n{mail.Text}";
}
