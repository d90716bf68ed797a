using CoachingWorkflow.Functions.Mail.Digests;
using CoachingWorkflow.Pages;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>Writes the mails that the journal has decided on. None of them holds confidential text.</summary>
/// <param name="renderer">Renders their words.</param>
internal sealed class MailComposer(MailRenderer renderer)
{
    /// <summary>Writes a mail.</summary>
    /// <param name="sources">What it is made of; the same mail is written the same on every attempt.</param>
    /// <exception cref="DocumentErasedException">
    /// A document that the mail needs was erased: the mail cannot be written any more.
    /// </exception>
    public Task<OutgoingMail> ComposeAsync(MailSources sources) =>
        ComposeAsync(sources.Mail.Mail, sources.Mail.MailKind, MailContents.Of(sources), sources.Firm.Email);

    /// <summary>Writes the mail of a digest: of one line, the mail that it stands for.</summary>
    /// <param name="id">The mail's id.</param>
    /// <param name="lines">What it tells, most urgent first; at least one.</param>
    /// <param name="replyTo">The firm's address.</param>
    public async Task<OutgoingMail> ComposeAsync(string id, IReadOnlyList<DigestLine> lines, string replyTo)
    {
        var first = lines[0];
        if (lines.Count == 1)
            return await ComposeAsync(id, first.Mail.MailKind, first.Content, replyTo);

        var digest = new DigestMail([.. lines.Select(line => line.Content)]);
        var view = await renderer.WriteAsync(digest, [.. lines.Select(line => line.Task)]);
        var engagements = lines.Select(line => line.Engagement.Id).Distinct(StringComparer.Ordinal).ToList();
        return await WriteAsync(
            id, engagements is [var only] ? only : null, first.Mail.MailKind, digest.Frame with { ToName = digest.ToName },
            view, replyTo, attachments: []);
    }

    /// <summary>What one line of a digest says.</summary>
    public Task<MailTask> TaskAsync(MailContent content) => renderer.TaskAsync(content);

    private async Task<OutgoingMail> ComposeAsync(string id, MailKind kind, MailContent content, string replyTo) => await WriteAsync(
        id, content.Frame.Engagement, kind, content.Frame, await renderer.WriteAsync(content), replyTo,
        content.Calendar is { } change ? [ReviewCalendar.Attachment(change, content.Frame, replyTo)] : []);

    private async Task<OutgoingMail> WriteAsync(
        string id, string? engagement, MailKind kind, MailFrame frame, MailView view, string replyTo,
        IReadOnlyList<MailAttachment> attachments) =>
        new(
            id, engagement, kind, frame.Firm, replyTo, frame.ToName, frame.ToAddress, view.Subject,
            await renderer.HtmlAsync(view), MailRenderer.Text(view),
            [.. view.Actions.Select(action => new MailLink(action.Rel, action.Href))], attachments);
}
