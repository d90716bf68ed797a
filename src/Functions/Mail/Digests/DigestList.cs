using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Mail.Digests;

/// <summary>An engagement's row in a digest: something of it is to be told.</summary>
/// <param name="Until">Until when what comes late is still told on that day.</param>
internal sealed record DigestRow(DateTimeOffset Until);

/// <summary>A mail of an engagement, as a line of a digest.</summary>
/// <param name="Engagement">The engagement's id.</param>
/// <param name="Mail">The mail's id.</param>
/// <param name="IsOwed">Whether it was still to be told when the list was made.</param>
/// <param name="AddressNumber">Which of the recipient's addresses it goes to; null for the firm.</param>
internal sealed record DigestItem(string Engagement, string Mail, bool IsOwed, int? AddressNumber);

/// <summary>What became of a list. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DigestOutcome>))]
internal enum DigestOutcome
{
    /// <summary>The mail server has taken its mail.</summary>
    Sent,

    /// <summary>The mail server has refused its mail for good.</summary>
    Refused,

    /// <summary>Nothing of it was to be told any more.</summary>
    Dropped,

    /// <summary>It goes on the next working morning.</summary>
    Moved,
}

/// <summary>
/// What one mail of a digest tells. Every attempt sends this list, under one id; only if the mail server has surely not taken it is it made
/// anew.
/// </summary>
/// <param name="Number">From 1 within the digest.</param>
/// <param name="Mail">The id of its mail.</param>
/// <param name="Until">Until when it may be told on its day.</param>
/// <param name="Items">In the order of the engagements' ids.</param>
internal sealed record DigestList(int Number, string Mail, DateTimeOffset Until, IReadOnlyList<DigestItem> Items)
{
    /// <summary>How many mails it stands for at most.</summary>
    public const int MostTold = 200;

    /// <summary>How late after <see cref="NotBefore"/> it may still go: later, the system was down meanwhile.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <summary>How often it was written: what was decided from an earlier state is not written over a later one.</summary>
    public int Edition { get; init; }

    /// <summary>What became of it; null while it is to be sent.</summary>
    public DigestOutcome? Outcome { get; init; }

    /// <summary>
    /// Whether the mail server has surely not taken its mail, in any attempt; one that was not concluded counts against it.
    /// </summary>
    public bool IsNotTaken { get; init; }

    /// <summary>How many attempts have failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried (again).</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Since when the recipient's mailbox is known to be full, if it is.</summary>
    public DateTimeOffset? FullSince { get; init; }

    /// <summary>Of how many items, from the first, the engagements know what became of them.</summary>
    public int Confirmed { get; init; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => Outcome is not null && Confirmed >= Items.Count;

    /// <summary>Whether its mail is that of its only item, and no other.</summary>
    public bool IsOfOne => Items.Any(item => item.Mail == Mail);

    /// <summary>What its mail tells.</summary>
    public IEnumerable<DigestItem> Owed => Items.Where(item => item.IsOwed);

    /// <summary>The id of the mail of a list: that of its only item, or one of its own.</summary>
    /// <param name="digest">The digest's id.</param>
    /// <param name="number">The list's number.</param>
    public static string MailOf(string digest, int number, IReadOnlyList<DigestItem> items) =>
        items.Where(item => item.IsOwed).ToList() is [var only]
            ? only.Mail : NameBasedId.Of(digest, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The list after an attempt.</summary>
    /// <param name="result">What came of the attempt.</param>
    /// <param name="example">One of its mails.</param>
    public DigestList After(MailResult result, DigestMailSample example, DateTimeOffset now)
    {
        var attempted = this with
        {
            Attempts = Attempts + 1,
            IsNotTaken = IsNotTaken && result is not MailResult.Deferred { IsUnanswered: true },
        };
        return result switch
        {
            MailResult.Sent => attempted with { Outcome = DigestOutcome.Sent },
            MailResult.Refused => attempted with { Outcome = DigestOutcome.Refused },
            MailResult.MailboxFull when IsFullForLong(example, now) => attempted with { Outcome = DigestOutcome.Refused },
            MailResult.MailboxFull => (attempted with { FullSince = FullSince ?? now }).TriedAgain(
                example.RetryAt(now + SettleMail.Pause(attempted.Attempts)), isInTime: false),
            MailResult.OverQuota wait => TriedAgain(example.RoomAt(wait.Until, now), example.RoomAt(wait.Until, now) == wait.Until),
            MailResult.Deferred deferred => attempted.AfterDeferral(
                now + (deferred.RetryAfter ?? SettleMail.Pause(attempted.Attempts)), example),
            _ => attempted with { Outcome = DigestOutcome.Dropped },
        };
    }

    private bool IsFullForLong(DigestMailSample example, DateTimeOffset now) =>
        FullSince is { } since && now >= since.AddDays(example.Engagement.Policy.FullMailboxTriedFor);

    private DigestList AfterDeferral(DateTimeOffset at, DigestMailSample example) => TriedAgain(example.RetryAt(at), at <= Until);

    // What the server may have is not told again in other words: it waits for a morning of its own.
    private DigestList TriedAgain(DateTimeOffset at, bool isInTime) =>
        isInTime || !IsNotTaken ? this with { NotBefore = at } : this with { Outcome = DigestOutcome.Moved };
}

/// <summary>One mail of a digest's list: what holds for it holds for all, which go to the same address on the same morning.</summary>
/// <param name="Engagement">The engagement that it is of.</param>
/// <param name="Mail">The mail.</param>
internal sealed record DigestMailSample(Engagement Engagement, PendingMail Mail)
{
    public DateTimeOffset RetryAt(DateTimeOffset earliest) => MailsOwed.RetryAt(Engagement, Mail.Decided, earliest);

    public DateTimeOffset RoomAt(DateTimeOffset room, DateTimeOffset now) => MailsOwed.RoomAt(Engagement, Mail.Decided, room, now);
}
