using CoachingWorkflow.Functions.Firms;
using CoachingWorkflow.Functions.Links;
using CoachingWorkflow.Functions.Observability;
using CoachingWorkflow.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace CoachingWorkflow.Functions.Mail;

/// <summary>
/// Gathers what a mail tells. An attempt that is made again says what the first one said (docs/adr/0024-a-mail-keeps-its-words.md). To a
/// new address, where none went before, goes what holds now; and so does what cannot be written as it was, because something in it was
/// corrected or erased.
/// </summary>
/// <param name="store">Holds names and addresses.</param>
/// <param name="links">Makes the links' addresses.</param>
/// <param name="logger">Takes what could not be written as it was.</param>
internal sealed partial class MailWriter(IEngagementStore store, LinkTokens links, ILogger<MailWriter> logger)
{
    /// <summary>Writes a mail.</summary>
    /// <typeparam name="T">What it is written as.</typeparam>
    /// <param name="present">The engagement as it is now.</param>
    /// <param name="pending">The mail.</param>
    /// <param name="firm">The firm in whose name it goes.</param>
    /// <param name="write">Writes it from what it is made of.</param>
    /// <exception cref="DocumentErasedException">
    /// A document that the mail needs was erased: the mail cannot be written any more.
    /// </exception>
    public async Task<T> WriteAsync<T>(
        Engagement present, PendingMail pending, Firm firm, Func<MailSources, Task<T>> write, CancellationToken cancellation)
    {
        var asOf = pending.AsOf;
        if (asOf.Exists && AddressIn(asOf, pending.Decided) == AddressIn(present, pending.Decided))
        {
            try
            {
                return await write(await SourcesAsync(asOf, pending, firm, cancellation));
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or StorageUnavailableException))
            {
                LogWordedAnew(present.Id, pending.Decided.Mail, ImpersonalFailure.Describe(failure));
            }
        }

        return await write(await SourcesAsync(present, pending, firm, cancellation));
    }

    private async Task<MailSources> SourcesAsync(Engagement engagement, PendingMail pending, Firm firm, CancellationToken cancellation)
    {
        var mail = pending.Decided;
        var documents = await store.ReadDocumentsAsync(engagement.Id, MailContents.DocumentsNeeded(engagement, mail), cancellation);
        return new MailSources(
            engagement, mail, pending.Digest?.At ?? pending.At, documents, new PersonDetails(firm.Name, firm.Email),
            mail.Link is { } link ? links.ForMail(engagement.Id, link).Href : null);
    }

    private static int? AddressIn(Engagement engagement, MailDecided mail) => engagement.FindIn(mail.Cycle, mail.Recipient)?.AddressNumber;

    [LoggerMessage(1205, LogLevel.Information,
        "Mail {Mail} of engagement {Engagement} cannot be written as when it was decided ({Failure}); it is written anew")]
    private partial void LogWordedAnew(string engagement, string mail, string failure);
}
