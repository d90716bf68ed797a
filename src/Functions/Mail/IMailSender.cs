namespace CoachingWorkflow.Functions.Mail;

/// <summary>The one port through which mail leaves: the Development outbox, SMTP or Azure Communication Services.</summary>
internal interface IMailSender
{
    /// <summary>
    /// Hands a mail to the server. Where the answer is lost, the mail is sent again with the same id: that may be one extra copy.
    /// </summary>
    Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>A mail, ready to be sent. It never carries confidential text.</summary>
/// <param name="Id">The mail's id: the idempotency key (Message-ID, operation id).</param>
/// <param name="Engagement">The engagement's id; null for a digest of several.</param>
/// <param name="Kind">Why it is sent; a digest, its most urgent line.</param>
/// <param name="FirmName">The firm in whose name it is sent.</param>
/// <param name="ReplyTo">The firm's address.</param>
/// <param name="ToName">The recipient's name.</param>
/// <param name="ToAddress">The recipient's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Html">The body as HTML.</param>
/// <param name="Text">The body as text.</param>
/// <param name="Links">The links that the bodies carry.</param>
/// <param name="Attachments">For example an invitation.</param>
internal sealed record OutgoingMail(
    string Id,
    string? Engagement,
    MailKind Kind,
    string FirmName,
    string ReplyTo,
    string ToName,
    string ToAddress,
    string Subject,
    string Html,
    string Text,
    IReadOnlyList<MailLink> Links,
    IReadOnlyList<MailAttachment> Attachments);

/// <summary>A link in a mail.</summary>
/// <param name="Rel">What it is for: <c>decide</c>, <c>respond</c>.</param>
/// <param name="Href">Where it leads.</param>
internal sealed record MailLink(string Rel, string Href);

/// <summary>A file in a mail.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="ContentType">Its MIME type with parameters.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record MailAttachment(string Name, string ContentType, byte[] Content);
