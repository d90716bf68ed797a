using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Orchestration;

namespace CoachingWorkflow.Functions.Activities;

/// <summary>
/// Says what a digest has to do now. At its morning what is still owed becomes its first list; what comes late, until it may not be told
/// any more on that day, its second; what comes later, or could not be told, goes on the next working morning.
/// </summary>
internal sealed class Freeze(DigestRecords digests, DigestEngagements engagements, TimeProvider clock, ImpersonalFailures failures)
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
        var now = clock.GetUtcNow();
        var (before, list) = await LatestAsync(digest, cancellation);
        if (list is { Outcome: not null })
            return Work(list);
        if (list?.NotBefore > now)
            return Wait(list.NotBefore);
        if (list is { MayBeTaken: true })
            return Work(list);

        var rows = await digests.RowsAsync(digest, cancellation);
        if (rows.Count == 0)
            return new DigestTurn(List: null, WaitUntil: null);

        var times = new DigestRow(rows[0].Row.At, rows.Max(row => row.Row.Until));
        var next = list ?? new DigestList((before?.Number ?? 0) + 1, times, [])
        {
            NotBefore = before is null ? times.At : times.Until,
        };
        var isTold = next.Number <= ListsADay && before is not { Outcome: DigestOutcome.Moved }
            && now <= next.NotBefore + (before is null && list is null ? times.Until - times.At : DigestList.Grace);
        if (isTold && now < next.NotBefore)
            return Wait(next.NotBefore);

        var items = await ItemsAsync(digest, rows, cancellation);
        if (items.Count == 0)
            return new DigestTurn(List: null, WaitUntil: null);
        next = next with { Row = times, Items = items, MailId = null, Outcome = isTold ? null : DigestOutcome.Moved };
        return Work(await digests.UpdateListAsync(
            new DigestListId(digest, next.Number),
            present => present is { MayBeTaken: true } or { Outcome: not null } ? present : next, cancellation));
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

    private async Task<IReadOnlyList<DigestItem>> ItemsAsync(
        string digest, IReadOnlyList<(string Engagement, DigestRow Row)> rows, CancellationToken cancellation)
    {
        var items = new List<DigestItem>();
        foreach (var (id, row) in rows)
        {
            DigestItem[] own = await engagements.FindAsync(id, cancellation) is { } engagement
                ? [.. Gathering.Of(engagement, digest).Select(mail => Item(engagement, mail))] : [];
            items.AddRange(own);
            if (own.Length == 0)
                await engagements.ReleaseAsync(digest, id, row, cancellation);
        }

        return items;
    }

    private static DigestItem Item(Engagement engagement, PendingMail mail) => new(
        engagement.Id, mail.Decided.Mail, Gathering.IsStillTold(engagement, mail),
        MailsOwed.AddressNumberOf(engagement, mail.Decided));

    private static DigestTurn Work(DigestList list) => new(list.Number, WaitUntil: null);

    private static DigestTurn Wait(DateTimeOffset until) => new(List: null, until.UtcDateTime);
}
