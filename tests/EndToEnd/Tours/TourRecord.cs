using System.Text.Json;
using System.Text.Json.Nodes;
using CoachingWorkflow.EndToEnd.Applications;

namespace CoachingWorkflow.EndToEnd.Tours;

/// <summary>What an engagement leaves behind: the lines of its timeline and its mails, in order.</summary>
public sealed record TourRecord(IReadOnlyList<string> Facts, IReadOnlyList<string> Mails)
{
    public static async Task<TourRecord> ReadAsync(CoachingApi api, string engagement, CancellationToken cancellation)
    {
        var timeline = await api.TimelineAsync(engagement, cancellation);
        var mails = await api.OutboxAsync(cancellation: cancellation);
        if (!timeline.Select(line => line.GetProperty("number").GetInt32()).SequenceEqual(Enumerable.Range(1, timeline.Count)))
            throw new InvalidOperationException("The lines of a timeline are counted from 1.");
        return new TourRecord(
            [.. InOrder(timeline).Select(line => WithoutNumber(line).ToJsonString())],
            [.. mails.Where(mail => mail.About == engagement).OrderBy(mail => mail.SentAt).ThenBy(mail => mail.To, StringComparer.Ordinal)
                .Select(Text)]);
    }

    // The digests of one morning go side by side: what is settled at one instant is put in the order in which it was decided.
    private static IEnumerable<JsonElement> InOrder(IReadOnlyList<JsonElement> timeline)
    {
        var decided = timeline.Where(line => KindOf(line) == "mailDecided").Select(MailOf).Distinct().ToList();
        for (var index = 0; index < timeline.Count;)
        {
            var first = timeline[index];
            var run = timeline.Skip(index).TakeWhile(line => KindOf(line) == "mailSent" && At(line) == At(first)).ToList();
            foreach (var line in run.Count > 1 ? [.. run.OrderBy(line => decided.IndexOf(MailOf(line)))] : new[] { first })
                yield return line;
            index += Math.Max(run.Count, 1);
        }

        static string KindOf(JsonElement line) => line.GetProperty("kind").GetString()!;
        static (string?, string?) MailOf(JsonElement line) =>
            (line.GetProperty("mailKind").GetString(), line.GetProperty("to").GetString());
        static string At(JsonElement line) => line.GetProperty("at").GetString()!;
    }

    private static JsonObject WithoutNumber(JsonElement line)
    {
        var rest = JsonObject.Create(line)!;
        rest.Remove("number");
        return rest;
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
