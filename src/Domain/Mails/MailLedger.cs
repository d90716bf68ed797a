using System.Collections.Immutable;

namespace CoachingWorkflow.Domain;

/// <summary>A mail that was decided and is neither sent nor dropped yet.</summary>
/// <param name="Decided">The decision.</param>
/// <param name="Number">Counts the engagement's decisions, from 0: mails go in this order.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Attempts">How many attempts have failed.</param>
/// <param name="NotBefore">When it may be tried (again).</param>
internal sealed record PendingMail(MailDecided Decided, int Number, DateTimeOffset At, int Attempts, DateTimeOffset NotBefore)
{
    /// <summary>The trace context in which it was decided, if it was traced.</summary>
    public string? Trace { get; init; }

    /// <summary>The digest that it goes in, to which it is handed over from <see cref="NotBefore"/> on; null where it goes alone.</summary>
    public DigestSlot? Digest { get; init; }

    /// <summary>Since when the recipient's mailbox is known to be full, if it is.</summary>
    public DateTimeOffset? FullSince { get; init; }

    /// <summary>
    /// The engagement as it was when the mail was decided, or last put off before it was tried (without what is pending): what the mail
    /// says, so that every attempt says the same.
    /// </summary>
    public Engagement AsOf { get; init; } = Engagement.None;
}

/// <summary>A mail that the mail server has taken.</summary>
/// <param name="Recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
/// <param name="AddressNumber">To which of the recipient's addresses it went, if that is known.</param>
/// <param name="Number">The number of the fact with which it went.</param>
internal sealed record SentMail(string Recipient, int? AddressNumber, long Number);

/// <summary>What was decided, sent and refused by mail: the memory that makes every mail go once.</summary>
internal sealed record MailLedger
{
    /// <summary>Nothing mailed yet.</summary>
    public static MailLedger Empty { get; } = new();

    /// <summary>Decided and not yet settled, by id.</summary>
    public ImmutableDictionary<string, PendingMail> Pending { get; init; } = ImmutableDictionary<string, PendingMail>.Empty;

    /// <summary>Sent and not reported as returned, by id.</summary>
    public ImmutableDictionary<string, SentMail> Sent { get; init; } = ImmutableDictionary<string, SentMail>.Empty;

    /// <summary>All links that were mailed, by id.</summary>
    public ImmutableDictionary<string, Link> Links { get; init; } = ImmutableDictionary<string, Link>.Empty;

    /// <summary>The newest link that a person was mailed on request, and when, by person.</summary>
    public ImmutableDictionary<string, (string Link, DateTimeOffset At)> NewestAskedFor { get; init; }
        = ImmutableDictionary<string, (string, DateTimeOffset)>.Empty;

    /// <summary>Ids of links that their recipients have ended.</summary>
    public ImmutableHashSet<string> EndedLinks { get; init; } = [];

    /// <summary>Notices that no mail was decided for yet.</summary>
    public ImmutableList<Notice> Notices { get; init; } = [];

    private int DecidedCount { get; init; }

    private ImmutableDictionary<(MailKind Kind, string About, string Recipient), (int Last, int Count, int Address)> Decided { get; init; }
        = ImmutableDictionary<(MailKind, string, string), (int, int, int)>.Empty;

    /// <summary>The last occasion for which such a mail was decided, or null.</summary>
    /// <param name="kind">Why it is sent.</param>
    /// <param name="about">The key of the obligation or notice.</param>
    /// <param name="recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
    public int? LastOccasion(MailKind kind, string about, string recipient) =>
        Decided.TryGetValue((kind, about, recipient), out var decided) ? decided.Last : null;

    /// <summary>For which of the recipient's addresses such a mail was decided last; null if none was.</summary>
    /// <param name="kind">Why it is sent.</param>
    /// <param name="about">The key of the obligation or notice.</param>
    /// <param name="recipient">A person's id.</param>
    public int? LastAddress(MailKind kind, string about, string recipient) =>
        Decided.TryGetValue((kind, about, recipient), out var decided) ? decided.Address : null;

    /// <summary>How many such mails were decided.</summary>
    /// <param name="kind">Why they are sent.</param>
    /// <param name="about">The key of the obligation or notice.</param>
    /// <param name="recipient">A person's id, or <see cref="Actor.Firm"/>.</param>
    public int Count(MailKind kind, string about, string recipient) =>
        Decided.TryGetValue((kind, about, recipient), out var decided) ? decided.Count : 0;

    /// <summary>The ledger without some of the mails that are pending.</summary>
    /// <param name="mails">Their ids.</param>
    public MailLedger Without(IEnumerable<string> mails) => this with { Pending = Pending.RemoveRange(mails) };

    // What was mailed already is not awaited again, unless it went to an earlier address: a second mail that bounces off one address
    // tells the firm nothing new.
    internal MailLedger Await(IEnumerable<Notice> notices) => this with
    {
        Notices = Notices.AddRange(notices.Where(notice =>
            !Decided.TryGetValue((notice.Kind, notice.Key, notice.Recipient), out var decided)
            || decided.Last < notice.Occasion || decided.Address < notice.Address)),
    };

    internal MailLedger Decide(MailDecided mail, DateTimeOffset at)
    {
        var key = (mail.MailKind, mail.About, mail.Recipient);
        return this with
        {
            Pending = Pending.SetItem(
                mail.Mail, new PendingMail(mail, DecidedCount, at, Attempts: 0, NotBefore: at) { Digest = mail.Digest }),
            DecidedCount = DecidedCount + 1,
            Decided = Decided.SetItem(key, (mail.Occasion, Decided.GetValueOrDefault(key).Count + 1, mail.Link?.AddressNumber ?? 0)),
            Links = mail.Link is { } link ? Links.SetItem(link.Id, link) : Links,
            NewestAskedFor = mail is { MailKind: MailKind.FreshLink, Link: { } fresh }
                ? NewestAskedFor.SetItem(mail.Recipient, (fresh.Id, at)) : NewestAskedFor,
            Notices = Notices.RemoveAll(notice =>
                notice.Key == mail.About && notice.Kind == mail.MailKind && notice.Recipient == mail.Recipient
                    && notice.Occasion <= mail.Occasion),
        };
    }

    internal MailLedger Trace(string mail, string trace) => Pending.TryGetValue(mail, out var pending)
        ? this with { Pending = Pending.SetItem(mail, pending with { Trace = trace }) }
        : this;

    internal MailLedger Defer(MailDeferred deferred) => Pending.TryGetValue(deferred.Mail, out var pending)
        ? this with
        {
            Pending = Pending.SetItem(deferred.Mail, pending with
            {
                Attempts = deferred.Attempt,
                NotBefore = deferred.Until,
                FullSince = deferred.FullSince,
                Digest = deferred.Digest,
            }),
        }
        : this;

    // Of a mail that was tried and failed, a copy may be with the recipient: it keeps its words.
    internal MailLedger Word(Engagement engagement, string mail) => Pending.TryGetValue(mail, out var pending) && pending.Attempts == 0
        ? this with
        {
            Pending = Pending.SetItem(mail, pending with
            {
                AsOf = engagement with { Mails = this with { Pending = ImmutableDictionary<string, PendingMail>.Empty } },
            }),
        }
        : this;

    internal MailLedger Send(string mail, long number, Func<string, int?> addressOf) => Pending.TryGetValue(mail, out var pending)
        ? Settle(
            mail) with
        { Sent = Sent.SetItem(mail, new SentMail(pending.Decided.Recipient, addressOf(pending.Decided.Recipient), number)) }
        : this;

    internal MailLedger Return(string mail) => this with { Sent = Sent.Remove(mail) };

    internal MailLedger Settle(string mail) => this with { Pending = Pending.Remove(mail) };
}
