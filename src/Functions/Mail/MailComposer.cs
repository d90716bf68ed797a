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
    public async Task<OutgoingMail> ComposeAsync(MailSources sources)
    {
        var content = MailContents.Of(sources);
        var view = await renderer.WriteAsync(content);
        var frame = content.Frame;
        return new OutgoingMail(
            sources.Mail.Mail,
            sources.Engagement.Id,
            sources.Mail.MailKind,
            frame.Firm,
            sources.Firm.Email,
            frame.ToName,
            frame.ToAddress,
            view.Subject,
            await renderer.HtmlAsync(view),
            MailRenderer.Text(view),
            view.Action is { } action ? [new MailLink(action.Rel, action.Href)] : [],
            content.Calendar is { } change ? [ReviewCalendar.Attachment(change, frame, sources.Firm.Email)] : []);
    }
}
