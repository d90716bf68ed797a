namespace CoachingWorkflow.Pages;

/// <summary>The outbox of a development host: a mailbox for each recipient.</summary>
/// <param name="Boxes">The mailboxes, the one with the newest mail first.</param>
/// <param name="Mails">How many mails there are in all.</param>
public sealed record OutboxView(IReadOnlyList<MailboxSummary> Boxes, int Mails);

/// <summary>A mailbox in the list of mailboxes.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="Mails">How many mails are in it.</param>
/// <param name="Newest">The mail that came last.</param>
public sealed record MailboxSummary(string Address, int Mails, MailLine Newest);

/// <summary>A mail in a list.</summary>
/// <param name="Id">The mail's id.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="SentAt">When it was sent.</param>
public sealed record MailLine(string Id, string Subject, DateTimeOffset SentAt);

/// <summary>One mailbox.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="Lines">Its newest mails, newest first.</param>
/// <param name="Mails">How many mails are in it.</param>
public sealed record MailboxView(string Address, IReadOnlyList<MailLine> Lines, int Mails);

/// <summary>One mail as its recipient has it.</summary>
/// <param name="Line">Its id, subject and time.</param>
/// <param name="Address">To whom it was sent.</param>
/// <param name="Links">What its links are for, and where they lead.</param>
/// <param name="Attachments">The names of the files with it.</param>
/// <param name="Text">Its body as text.</param>
public sealed record OutboxMailView(
    MailLine Line, string Address, IReadOnlyList<KeyValuePair<string, string>> Links, IReadOnlyList<string> Attachments, string Text);
