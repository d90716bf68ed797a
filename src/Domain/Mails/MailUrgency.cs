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

/// <summary>Judges how urgent a mail is.</summary>
internal static class MailUrgencies
{
    /// <summary>How urgent a mail is.</summary>
    /// <param name="mail">The decision.</param>
    public static MailUrgency Of(MailDecided mail)
    {
        return mail.MailKind switch
        {
            MailKind.AccessCode or MailKind.FreshLink => MailUrgency.Awaited,

            // Asked for anew: somebody wanted a fresh link, or an address was corrected.
            MailKind.Request when mail.Occasion > 0 => MailUrgency.Awaited,
            MailKind.Request when mail.Link?.Purpose == LinkPurpose.Decide => MailUrgency.Decision,
            MailKind.MeetingScheduled or MailKind.MeetingCancelled => MailUrgency.Decision,
            MailKind.AddressChanged or MailKind.AddressToConfirm or MailKind.AddressDisputed => MailUrgency.Decision,
            MailKind.Request or MailKind.Welcome or MailKind.NewAddress or MailKind.ReviewInvitation => MailUrgency.Invitation,
            MailKind.Reminder => MailUrgency.Reminder,
            _ => MailUrgency.Notice,
        };
    }
}
