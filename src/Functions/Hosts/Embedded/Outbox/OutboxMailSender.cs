using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Hosts.Embedded.Outbox;

/// <summary>Keeps mails for looking at during development, instead of sending them. A mail sent again is still one.</summary>
/// <param name="outbox">Where they are kept.</param>
/// <param name="time">Dates them.</param>
internal sealed class OutboxMailSender(MailOutbox outbox, TimeProvider time) : IMailSender
{
    /// <inheritdoc/>
    public async Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await outbox.AddAsync(mail, time.GetUtcNow(), cancellation);
        return new MailResult.Sent();
    }
}
