namespace CoachingWorkflow.Domain;

/// <summary>What became of a mail.</summary>
internal abstract record MailResult
{
    /// <summary>The server has taken it.</summary>
    public sealed record Sent : MailResult;

    /// <summary>Not now: over quota, a 4xx answer, a broken connection. It is tried again by a durable timer.</summary>
    /// <param name="RetryAfter">How long the server asked to wait, if it said.</param>
    /// <param name="IsUnanswered">Whether the server may have taken it: its answer is missing.</param>
    public sealed record Deferred(TimeSpan? RetryAfter, bool IsUnanswered = false) : MailResult;

    /// <summary>Not now: the recipient's mailbox is full. It is tried for some days, and then refused.</summary>
    public sealed record MailboxFull : MailResult;

    /// <summary>Not asked: our own count says that the quota is used up. It goes by a durable timer.</summary>
    /// <param name="Until">When its place is.</param>
    public sealed record OverQuota(DateTimeOffset Until) : MailResult;

    /// <summary>Never: nobody can be reached at the recipient's address.</summary>
    public sealed record Refused : MailResult;

    /// <summary>Never, and no fault of the recipient: a name or an address that it needs was erased.</summary>
    public sealed record Erased : MailResult;
}
