using CoachingWorkflow.Functions.Storage;

namespace CoachingWorkflow.Functions.Mail.Delivery;

/// <summary>
/// Knows of which engagement a mail was: a delivery report names only the mail. Any member may throw
/// <see cref="StorageUnavailableException"/>.
/// </summary>
public interface IMailIndex
{
    /// <summary>Notes a mail; again is harmless.</summary>
    /// <param name="mail">The mail's id.</param>
    /// <param name="engagement">The engagement's id.</param>
    Task AddAsync(string mail, string engagement, CancellationToken cancellation);

    /// <summary>The id of the engagement whose mail it was; null if it is unknown.</summary>
    /// <param name="mail">The mail's id.</param>
    Task<string?> FindAsync(string mail, CancellationToken cancellation);

    /// <summary>Forgets mails; unknown ones are skipped.</summary>
    /// <param name="mails">The mails' ids.</param>
    Task DeleteAsync(IReadOnlyCollection<string> mails, CancellationToken cancellation);
}
