namespace CoachingWorkflow.Domain;

/// <summary>Who goes first when the mail service takes no more for a while, most urgent first.</summary>
internal enum MailUrgency
{
    /// <summary>A person waits for it before a page: one-time codes, fresh links.</summary>
    Awaited,

    /// <summary>
    /// The process stands still until it is answered, or people would go to a meeting in vain: decisions, meetings moved or called off.
    /// </summary>
    Decision,

    /// <summary>It begins something: welcomes, raters asked, other requests, review invitations.</summary>
    Invitation,

    /// <summary>It repeats what was asked already.</summary>
    Reminder,

    /// <summary>It only tells: receipts, mails to the firm, what has begun or ended.</summary>
    Notice,
}
