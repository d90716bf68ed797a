using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>
/// Says what a digest has to do now. At its morning what is still owed becomes its first list; what comes late, until it may not be told
/// any more on that day, its second; what comes later, or could not be told, goes on the next working morning.
/// </summary>
internal sealed class Freeze(
    DigestRecords digests, DigestEngagements engagements, CoachingMetrics metrics, TimeProvider clock, ImpersonalFailures failures)
{
    private const int ListsADay = 2;

    /// <summary>Runs the activity; again is harmless.</summary>
    /// <param name="digest">The digest's id.</param>
    /// <param name="cancellation">The host is stopping.</param>
    /// <exception cref="FunctionFailedException">Something failed; the activity is tried again.</exception>
    [Function(nameof(Freeze))]
    public Task<DigestTurn> RunAsync([ActivityTrigger] string digest, CancellationToken cancellation) =>
        failures.GuardAsync(nameof(Freeze), () => FreezeAsync(digest, cancellation), cancellation);

    private async Task<DigestTurn> FreezeAsync(string digest, CancellationToken cancellation)
    {
        var (now, morning) = (clock.GetUtcNow(), DigestId.MorningOf(digest));
        if (now < morning)
            return Wait(morning);
        var rows = await digests.EngagementsAsync(digest, cancellation);
        if (rows.Count == 0)
            return Done;

        var (before, list) = await LatestAsync(digest, cancellation);
        if (list is { Outcome: not null })
            return Work(list);
        if (list?.NotBefore > now)
            return Wait(list.NotBefore);
        if (list is { IsNotTaken: false })
            return Work(list);

        var until = list?.Until ?? before?.Until ?? await UntilAsync(digest, rows, cancellation);
        var from = list?.NotBefore ?? (before is null ? morning : until);
        var number = list?.Number ?? (before?.Number ?? 0) + 1;
        var isTold = number <= ListsADay && before is not { Outcome: DigestOutcome.Moved };
        if (isTold && now < from)
            return Wait(from);

        var (items, fullSince) = await ItemsAsync(digest, rows, until, cancellation);
        if (items.Count == 0)
            return Done;

        // A longer mail is cut by mail programs: what is too much keeps its row, for the next list.
        items = [.. items.Where(item => !item.IsOwed), .. items.Where(item => item.IsOwed).Take(DigestList.MostTold)];
        items = [.. items.OrderBy(item => item.Engagement, StringComparer.Ordinal)];
        var isInTime = now <= (from > until ? from : until) + DigestList.Grace;
        var next = new DigestList(number, DigestList.MailOf(digest, number, items), until, items)
        {
            IsNotTaken = true,
            NotBefore = from,
            Attempts = list?.Attempts ?? 0,
            FullSince = list?.FullSince ?? fullSince,
            Outcome = isTold && isInTime ? null : DigestOutcome.Moved,
        };
        var id = new DigestListId(digest, number);
        if (list is null)
            await digests.AddListAsync(id, next, cancellation);
        else
            await digests.ReplaceListAsync(id, next with { Edition = list.Edition }, cancellation);
        return Work(next);
    }

    // The last list that is done, and the one that is not.
    private async Task<(DigestList? Done, DigestList? Open)> LatestAsync(string digest, CancellationToken cancellation)
    {
        DigestList? done = null;
        for (var number = 1; await digests.FindListAsync(new DigestListId(digest, number), cancellation) is { } list; number++)
        {
            if (!list.IsDone)
                return (done, list);
            done = list;
        }

        return (done, null);
    }

    // The same for all engagements that were begun under one policy; of several, the first found is as good as any.
    private async Task<DateTimeOffset> UntilAsync(string digest, IReadOnlyList<string> rows, CancellationToken cancellation)
    {
        foreach (var engagement in rows)
        {
            if (await digests.FindRowAsync(digest, engagement, cancellation) is { } row)
                return row.Until;
        }

        return DigestId.MorningOf(digest);
    }

    // A mailbox that was full when an earlier mail was to go, which a newer one has taken the place of, has been full since then.
    private async Task<(IReadOnlyList<DigestItem> Items, DateTimeOffset? FullSince)> ItemsAsync(
        string digest, IReadOnlyList<string> rows, DateTimeOffset until, CancellationToken cancellation)
    {
        var items = new List<DigestItem>();
        DateTimeOffset? fullSince = null;
        foreach (var id in rows)
        {
            var engagement = await engagements.FindAsync(id, cancellation);
            PendingMail[] own = engagement is null ? [] : [.. Gathering.Of(engagement, digest)];
            items.AddRange(own.Select(mail => Item(engagement!, mail)));
            fullSince = own.Select(mail => mail.FullSince).Append(fullSince).Min();
            if (own.Length == 0)
                await engagements.ReleaseAsync(digest, id, new DigestRow(until), cancellation);
        }

        return (items, fullSince);
    }

    private DigestItem Item(Engagement engagement, PendingMail mail)
    {
        var isTold = Gathering.IsStillTold(engagement, mail);
        if (!isTold)
            metrics.Count(mail.Decided.MailKind, result: null);
        return new DigestItem(engagement.Id, mail.Decided.Mail, isTold, MailsOwed.AddressNumberOf(engagement, mail.Decided));
    }

    private static DigestTurn Done { get; } = new(List: null, WaitUntil: null);

    private static DigestTurn Work(DigestList list) => new(list.Number, WaitUntil: null);

    private static DigestTurn Wait(DateTimeOffset until) => new(List: null, until.UtcDateTime);
}
