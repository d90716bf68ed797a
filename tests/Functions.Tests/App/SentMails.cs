using System.Collections.Concurrent;
using CoachingWorkflow.Functions.Mail;

namespace CoachingWorkflow.Functions.Tests.App;

/// <summary>Passes mails on to the outbox and keeps them whole, attachments' bytes included.</summary>
internal sealed class SentMails : IMailSender
{
    private readonly ConcurrentQueue<OutgoingMail> _all = new();

    public IMailSender? Outbox { get; set; }

    public IReadOnlyCollection<OutgoingMail> All => _all;

    /// <summary>What the mail server answers instead of taking a mail; null takes it.</summary>
    public Func<OutgoingMail, MailResult?>? Instead { get; set; }

    public Task<MailResult> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        if (Instead?.Invoke(mail) is { } result)
            return Task.FromResult(result);
        _all.Enqueue(mail);
        return Outbox!.SendAsync(mail, cancellation);
    }
}
